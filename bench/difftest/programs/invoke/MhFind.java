import java.lang.invoke.*;
import java.util.*;

import static java.lang.invoke.MethodType.methodType;

/** Lookup.find*: static, virtual, special, constructor, getters and setters, unreflect, interface, array, errors. */
public class MhFind {
    public int f = 3;
    static long sf = 4;
    private String priv = "p";
    final double fin = 2.5;

    static int add(int a, int b) {
        return a + b;
    }

    String name() {
        return "MhFind";
    }

    private int secret(int x) {
        return x * 7;
    }

    MhFind() {}

    MhFind(int f) {
        this.f = f;
    }

    static class Sub extends MhFind {
        String name() {
            return "Sub";
        }

        static MethodHandle superName() throws Exception {
            return MethodHandles.lookup().findSpecial(MhFind.class, "name", methodType(String.class), Sub.class);
        }
    }

    interface I {
        default String d() {
            return "I.d";
        }

        static String s() {
            return "I.s";
        }
    }

    static class Impl implements I {}

    interface Act {
        void run() throws Throwable;
    }

    static void err(String what, Act a) {
        try {
            a.run();
            System.out.println(what + ": no error");
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getSimpleName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle add = l.findStatic(MhFind.class, "add", methodType(int.class, int.class, int.class));
        System.out.println((int) add.invokeExact(3, 4));
        System.out.println((long) add.invoke((byte) 3, 'a'));
        System.out.println(add.invokeWithArguments(5, 6) + " " + add.invokeWithArguments(List.of(7, 8)));
        MethodHandle name = l.findVirtual(MhFind.class, "name", methodType(String.class));
        System.out.println((String) name.invokeExact((MhFind) new Sub()) + (String) name.invoke(new MhFind()));
        System.out.println((String) Sub.superName().invoke(new Sub()));
        MethodHandle sec = l.findVirtual(MhFind.class, "secret", methodType(int.class, int.class));
        System.out.println((int) sec.invoke(new Sub(), 6));
        MethodHandle ctor = l.findConstructor(MhFind.class, methodType(void.class, int.class));
        MhFind o = (MhFind) ctor.invokeExact(99);
        System.out.println(o.f + " " + ctor.type());
        MethodHandle get = l.findGetter(MhFind.class, "f", int.class), set = l.findSetter(MhFind.class, "f", int.class);
        set.invokeExact(o, 55);
        System.out.println((int) get.invokeExact(o));
        MethodHandle sget = l.findStaticGetter(MhFind.class, "sf", long.class), sset = l.findStaticSetter(MhFind.class, "sf", long.class);
        sset.invokeExact(1L << 35);
        System.out.println((long) sget.invokeExact());
        System.out.println((double) l.findGetter(MhFind.class, "fin", double.class).invokeExact(o));
        MethodHandle id = l.findVirtual(I.class, "d", methodType(String.class));
        System.out.println((String) id.invoke((I) new Impl()) + l.findStatic(I.class, "s", methodType(String.class)).invoke());
        MethodHandle size = MethodHandles.publicLookup().findVirtual(Collection.class, "size", methodType(int.class));
        System.out.println((int) size.invoke((Collection<?>) List.of(1, 2, 3)) + (int) size.invoke((Collection<?>) new HashSet<>()));
        MethodHandle bound = l.bind("hello", "concat", methodType(String.class, String.class));
        System.out.println((String) bound.invokeExact(" world"));
        MethodHandle un = l.unreflect(MhFind.class.getDeclaredMethod("secret", int.class));
        System.out.println((int) un.invoke(o, 2));
        System.out.println(l.unreflectGetter(MhFind.class.getDeclaredField("priv")).invoke(o));
        System.out.println(l.unreflectConstructor(ArrayList.class.getConstructor(Collection.class)).invoke(List.of(1)));
        MethodHandle fmt = l.findStatic(String.class, "format", methodType(String.class, String.class, Object[].class));
        System.out.println(fmt.isVarargsCollector() + " " + fmt.invoke("%s-%s", 1, "b") + " " + fmt.invoke("none") + " "
            + fmt.asFixedArity().invoke("%s", new Object[]{9}));
        MethodHandleInfo info = l.revealDirect(add);
        System.out.println(info + " | " + MethodHandleInfo.referenceKindToString(info.getReferenceKind()) + " " + info.getModifiers());
        System.out.println(add + " " + name + " " + ctor + " " + bound);
        System.out.println(l.findClass("MhFind$Sub").getSimpleName() + " " + l.accessClass(Sub.class).getName());
        System.out.println(l.lookupClass() + " " + l.hasPrivateAccess() + " " + Integer.toHexString(l.lookupModes()) + " " + MethodHandles.publicLookup());
        err("no method", () -> l.findStatic(MhFind.class, "nope", methodType(void.class)));
        err("not static", () -> l.findStatic(MhFind.class, "name", methodType(String.class)));
        err("is static", () -> l.findVirtual(MhFind.class, "add", methodType(int.class, int.class, int.class)));
        err("no ctor", () -> l.findConstructor(MhFind.class, methodType(void.class, String.class)));
        err("ctor type", () -> l.findConstructor(MhFind.class, methodType(int.class)));
        err("no field", () -> l.findGetter(MhFind.class, "zz", int.class));
        err("field type", () -> l.findGetter(MhFind.class, "f", long.class));
        err("static field", () -> l.findGetter(MhFind.class, "sf", long.class));
        err("final set", () -> l.findSetter(MhFind.class, "fin", double.class));
        err("private", () -> MethodHandles.publicLookup().findVirtual(MhFind.class, "secret", methodType(int.class, int.class)));
        err("jdk private", () -> l.findVirtual(String.class, "isLatin1", methodType(boolean.class)));
        err("special", () -> l.findSpecial(Object.class, "toString", methodType(String.class), String.class));
        err("init", () -> l.findStatic(MhFind.class, "<init>", methodType(void.class)));
        err("abstract", () -> l.findConstructor(AbstractList.class, methodType(void.class)).invoke());
        err("exact", () -> {
            Object r = add.invokeExact(1, 2);
        });
        err("exact2", () -> {
            int r = (int) add.invokeExact(1, 2L);
        });
        err("arity", () -> {
            int r = (int) add.invoke(1);
        });
        err("cast", () -> {
            int r = (int) add.invoke("a", 2);
        });
        err("wrong obj", () -> name.invoke((Object) "str"));
        err("null recv", () -> name.invoke((MhFind) null));
        err("wargs", () -> add.invokeWithArguments(1, 2, 3));
        err("null unbox", () -> add.invokeWithArguments(1, null));
        err("bind null", () -> l.bind(null, "x", methodType(void.class)));
        err("in", () -> l.in(String.class).findVirtual(MhFind.class, "secret", methodType(int.class, int.class)));
        System.out.println("done MhFind");
    }
}
