import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

/** java.lang.Class: names of all kinds of classes, modifiers, enclosing, members, casts, forName, arrays, primitives. */
public class ClassInfo {
    static class SNest {
        class Deep {}
    }

    private interface PI {}

    protected abstract static class PA<T> {}

    public final class PF {}

    enum E {
        X {
        }
    }

    record R(int a) {}

    @interface An {}

    static Object anonField = new Object() {};

    Object ctorLocal;

    ClassInfo() {
        class InCtor {}
        ctorLocal = new InCtor();
    }

    static void show(Class<?> c) {
        Method em = c.getEnclosingMethod();
        Constructor<?> ec = c.getEnclosingConstructor();
        System.out.println(c.getName() + " | " + c.getSimpleName() + " | " + c.getCanonicalName() + " | " + c.getTypeName() + " | " + c + " | '" + c.getPackageName() + "' | "
            + Modifier.toString(c.getModifiers()) + " | " + (c.isInterface() ? "I" : "") + (c.isArray() ? "A" : "") + (c.isPrimitive() ? "P" : "") + (c.isEnum() ? "E" : "")
            + (c.isRecord() ? "R" : "") + (c.isAnnotation() ? "@" : "") + (c.isAnonymousClass() ? "n" : "") + (c.isLocalClass() ? "l" : "") + (c.isMemberClass() ? "m" : "")
            + (c.isSynthetic() ? "s" : "") + (c.isSealed() ? "S" : "") + " | " + c.getEnclosingClass() + " | " + c.getDeclaringClass() + " | " + (em == null ? null : em.getName())
            + " | " + ec + " | " + c.getSuperclass() + " | " + c.descriptorString() + " | " + c.getComponentType());
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + t.getMessage());
        }
    }

    public static void main(String[] args) throws Throwable {
        class Loc {
            class InLoc {}
        }
        Runnable lam = () -> {};
        for (Class<?> c : new Class<?>[]{ClassInfo.class, SNest.class, SNest.Deep.class, PI.class, PA.class, PF.class, E.class, E.X.getClass(), R.class, An.class, anonField.getClass(),
            new ClassInfo().ctorLocal.getClass(), Loc.class, Loc.InLoc.class, new Object() {}.getClass(), int.class, void.class, double[].class, String[][].class, PI[].class, Loc[].class,
            Object.class, Map.Entry.class, Cloneable.class, Thread.State.class}) show(c);
        System.out.println(lam.getClass().isSynthetic() + " " + lam.getClass().isAnonymousClass() + " " + Modifier.toString(lam.getClass().getModifiers()));
        String[] names = {"ClassInfo$SNest", "[I", "[[Ljava.lang.String;", "[LClassInfo$PI;", "java.lang.Object", "int", "I", "java/lang/Object", "[java.lang.String", "[Lno.Such;", "", "ClassInfo.SNest",
            "[", "[V", "Ljava.lang.Object;", "no.Such", "a..b", "java.lang.object"};
        for (String n : names) tryIt("forName " + n, () -> Class.forName(n));
        tryIt("loadClass array", () -> ClassInfo.class.getClassLoader().loadClass("[I"));
        tryIt("forName null", () -> Class.forName(null));
        tryIt("cast ok", () -> Number.class.cast(5));
        tryIt("cast bad", () -> Integer.class.cast("s"));
        tryIt("cast null", () -> Integer.class.cast(null));
        tryIt("asSubclass", () -> Integer.class.asSubclass(Number.class));
        tryIt("asSubclass bad", () -> Integer.class.asSubclass(String.class));
        tryIt("declared classes", () -> Arrays.stream(ClassInfo.class.getDeclaredClasses()).map(Class::getSimpleName).sorted().collect(Collectors.joining(",")));
        tryIt("public classes", () -> Arrays.stream(ClassInfo.class.getClasses()).map(Class::getSimpleName).sorted().collect(Collectors.joining(",")));
        tryIt("array type", () -> int.class.arrayType() + " " + String[].class.arrayType() + " " + int[][].class.componentType());
        tryIt("void array", () -> void.class.arrayType());
        tryIt("interfaces", () -> Arrays.toString(ArrayList.class.getInterfaces()) + Arrays.toString(int[].class.getInterfaces()) + Arrays.toString(E.class.getInterfaces()));
        tryIt("loader", () -> String.class.getClassLoader() + " " + int[].class.getClassLoader() + " " + (ClassInfo[].class.getClassLoader() == ClassLoader.getSystemClassLoader()) + " " + int.class.getClassLoader());
        tryIt("module", () -> String.class.getModule() + " " + ClassInfo.class.getModule().isNamed() + " " + int[].class.getModule() + " " + java.util.logging.Logger.class.getModule());
        tryIt("package", () -> ClassInfo.class.getPackage() + " " + String.class.getPackage() + " " + int[].class.getPackage());
        tryIt("assertions", () -> ClassInfo.class.desiredAssertionStatus());
        tryIt("resource", () -> ClassInfo.class.getResource("ClassInfo.class") != null);
        tryIt("resource2", () -> ClassInfo.class.getResource("/no/such") + " " + (String.class.getResource("String.class")));
        tryIt("enum consts", () -> Arrays.toString(E.class.getEnumConstants()) + Arrays.toString(String.class.getEnumConstants()));
        tryIt("record comps", () -> Arrays.toString(R.class.getRecordComponents()) + Arrays.toString(String.class.getRecordComponents()));
        tryIt("hash", () -> int.class.hashCode() == int.class.hashCode());
        tryIt("isInstance", () -> Comparable.class.isInstance("s") + " " + int.class.isInstance(5) + " " + Object[].class.isInstance(new int[0][0]));
        tryIt("isAssignable", () -> Object.class.isAssignableFrom(int.class) + " " + int.class.isAssignableFrom(int.class) + " " + Runnable.class.isAssignableFrom(Thread.class) + " "
            + Comparable[].class.isAssignableFrom(String[].class));
        tryIt("super of iface", () -> Runnable.class.getSuperclass() + " " + int.class.getSuperclass() + " " + int[].class.getSuperclass());
        tryIt("nested priv mods", () -> PI.class.getModifiers() + " " + PA.class.getModifiers() + " " + E.class.getModifiers() + " " + E.X.getClass().getModifiers() + " " + An.class.getModifiers() + " "
            + int[].class.getModifiers() + " " + PI[].class.getModifiers() + " " + R.class.getModifiers());
        tryIt("protection", () -> ClassInfo.class.getProtectionDomain().getCodeSource() != null);
        System.out.println("done ClassInfo");
    }
}
