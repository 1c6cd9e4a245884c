package demo;

import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;

/** An open module: deep reflection into its packages, handles by private lookups, what stays closed in other modules, its descriptor, annotations and layer; packages added and opened at run time. */
public class Main {
    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        Module m = Main.class.getModule();
        Class<?> c = Class.forName("demo.inner.Secret");
        System.out.println(m.getDescriptor().isOpen() + " " + m.isOpen("demo.inner") + " " + m.isExported("demo.inner") + " " + m.isNamed() + " " + m.getDescriptor().modifiers() + " " + m.getAnnotation(Deprecated.class) + " " + m.getPackages().stream().sorted().toList() + " " + m.getDescriptor().opens());
        t("constructor", () -> {
            Constructor<?> k = c.getDeclaredConstructor(int.class);
            k.setAccessible(true);
            Method times = c.getDeclaredMethod("times", int.class);
            times.setAccessible(true);
            return times.invoke(k.newInstance(6), 7);
        });
        t("final field", () -> {
            Field f = c.getDeclaredField("WORD");
            f.setAccessible(true);
            Object was = f.get(null);
            f.set(null, "x");
            return was;
        });
        t("without setAccessible", () -> c.getDeclaredField("WORD").get(null));
        t("private lookup", () -> {
            MethodHandles.Lookup l = MethodHandles.privateLookupIn(c, MethodHandles.lookup());
            Object o = l.findConstructor(c, MethodType.methodType(void.class, int.class)).invoke(5);
            VarHandle n = l.findVarHandle(c, "n", int.class);
            n.getAndAdd(o, 10);
            return l.findVirtual(c, "times", MethodType.methodType(int.class, int.class)).invoke(o, 2) + " " + l;
        });
        t("record", () -> {
            Class<?> r = c.getDeclaredClasses()[0];
            Constructor<?> k = r.getDeclaredConstructors()[0];
            k.setAccessible(true);
            return r.getSimpleName() + k.getParameterCount() + k.isVarArgs() + ((Object) k.newInstance("a", new int[]{1})).toString().startsWith("Pair[a=a, b=[I@");
        });
        t("java.base closed", () -> {
            Field f = String.class.getDeclaredField("value");
            f.setAccessible(true);
            return f;
        });
        t("java.base private lookup", () -> MethodHandles.privateLookupIn(String.class, MethodHandles.lookup()));
        t("java.logging closed", () -> {
            Class<?> l = Class.forName("java.util.logging.Logger");
            Field f = l.getDeclaredField("name");
            return f.trySetAccessible() + " " + f.canAccess(java.util.logging.Logger.getGlobal());
        });
        t("internal", () -> Class.forName("jdk.internal.misc.Unsafe").getMethod("getUnsafe").invoke(null));
        t("not read", () -> Class.forName("java.sql.Date"));
        t("add reads", () -> m.addReads(ModuleLayer.boot().findModule("java.base").get()) == m);
        t("add exports", () -> m.addExports("demo.inner", Object.class.getModule()).isExported("demo.inner", Object.class.getModule()));
        t("add exports absent", () -> m.addExports("demo.none", Object.class.getModule()));
        t("add opens other", () -> Object.class.getModule().addOpens("java.lang", m));
        t("add uses", () -> m.addUses(Runnable.class).canUse(Runnable.class));
        t("proxy", () -> Proxy.newProxyInstance(Main.class.getClassLoader(), new Class<?>[]{Act.class}, (p, x, a) -> "proxied " + x.getName() + p.getClass().getModule().isNamed() + p.getClass().getPackageName().startsWith("com.sun.proxy")) instanceof Act a ? a.run() : null);
        Object lambda = (Runnable) () -> { };
        System.out.println(lambda.getClass().getModule() + " " + lambda.getClass().getPackageName() + " " + int[].class.getModule() + " " + Main[].class.getModule() + " " + ModuleLayer.boot().modules().contains(m) + " " + m.getLayer().configuration().findModule("demo").get().reference().location().isPresent());
        try {
            throw new Exception("trace");
        } catch (Exception e) {
            System.out.println(e.getStackTrace()[0]);
        }
        System.out.println("done OpenModule");
    }
}
