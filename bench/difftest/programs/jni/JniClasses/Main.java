import java.io.IOException;
import java.io.InputStream;

/** Classes and objects: finding, defining, hierarchy, allocation, modules, natives registered by hand. */
public class Main {
    static class Counter implements Comparable<Counter> {
        int n = 5;

        static {
            System.out.println("Counter is initialized");
        }

        Counter() {
            System.out.println("constructed");
        }

        @Override public int compareTo(Counter other) {
            return n - other.n;
        }
    }

    abstract static class Abstract {
    }

    static class Registered {
        static native int plus(int a, int b);

        native String describe(Object[] array);

        int notNative() {
            return 1;
        }
    }

    /** Defined by C in a loader of its own. */
    public static class Payload {
        @Override public String toString() {
            return "payload in " + (getClass().getClassLoader() == Main.class.getClassLoader() ? "the same" : "another") + " loader";
        }
    }

    static class Loader extends ClassLoader {
        Loader() {
            super(Main.class.getClassLoader());
        }
    }

    static native int version();

    static native Class<?> find(String name);

    static native Class<?> define(String name, ClassLoader loader, byte[] bytes);

    static native Class<?> superclass(Class<?> cls);

    static native boolean assignable(Class<?> from, Class<?> to);

    static native boolean instance(Object o, Class<?> cls);

    static native Class<?> classOf(Object o);

    static native Object allocate(Class<?> cls);

    static native Object module(Class<?> cls);

    static native int register(Class<?> cls, int which);

    static native int unregister(Class<?> cls);

    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            // A loader is shown with its identity hash.
            String text = e.toString().replaceAll("@[0-9a-f]+", "@HASH");
            System.out.println(what + ": " + text + (e.getCause() == null ? "" : " / " + e.getCause()));
        }
    }

    public static void main(String[] args) throws IOException {
        System.loadLibrary("classes");
        System.out.println(Integer.toHexString(version()));
        for (String name : new String[] {"java/lang/String", "java/lang/Object", "[I", "[[J", "[Ljava/lang/String;", "Main",
            "Main$Counter", "java.lang.String", "Ljava/lang/String;", "Missing", "missing/pkg/Missing", "int", "I", "", "[", "[X",
            "[LMissing;", "java/sql/Connection", "a//b", "Main;"}) {
            attempt("find '" + name + "'", () -> find(name));
        }
        Class<?>[] classes = {Object.class, String.class, Number.class, Integer.class, Comparable.class, Runnable.class, int.class,
            long.class, int[].class, Object[].class, String[].class, int[][].class, Cloneable.class, void.class};
        for (Class<?> cls : classes) {
            System.out.print(cls.getSimpleName() + " extends " + superclass(cls) + ":");
            for (Class<?> other : classes) {
                System.out.print(assignable(cls, other) ? " 1" : " 0");
            }
            System.out.println();
        }
        System.out.println(instance("x", String.class) + " " + instance("x", Comparable.class) + " " + instance("x", Integer.class)
            + " " + instance(null, Integer.class) + " " + instance(new int[0], Object.class) + " "
            + instance(new String[0], Object[].class));
        System.out.println(classOf("x") + " " + classOf(new int[0][]) + " " + classOf(String.class));
        Counter raw = (Counter) allocate(Counter.class);
        System.out.println(raw.n);
        attempt("allocate abstract", () -> allocate(Abstract.class));
        attempt("allocate interface", () -> allocate(Runnable.class));
        attempt("allocate array", () -> allocate(int[].class));
        attempt("allocate class", () -> allocate(Class.class));
        attempt("allocate object", () -> allocate(Object.class).getClass());

        byte[] bytes;
        try (InputStream in = Main.class.getResourceAsStream("Main$Payload.class")) {
            bytes = in.readAllBytes();
        }
        Loader loader = new Loader();
        Class<?> payload = define("Main$Payload", loader, bytes);
        System.out.println(payload + " " + (payload.getClassLoader() == loader) + " " + payload.getProtectionDomain().getCodeSource());
        attempt("instance", () -> payload.getConstructor().newInstance());
        attempt("define twice", () -> define("Main$Payload", loader, bytes));
        attempt("define without name", () -> define(null, new Loader(), bytes));
        attempt("define wrong name", () -> define("Other", new Loader(), bytes));
        attempt("define garbage", () -> define("Other", new Loader(), new byte[] {1, 2, 3, 4}));
        attempt("define nothing", () -> define("Other", new Loader(), new byte[0]));

        System.out.println(module(String.class) + " " + module(int[].class) + " " + (module(Main.class) == Main.class.getModule())
            + " " + module(java.util.logging.Logger.class));

        attempt("before", () -> Registered.plus(1, 2));
        System.out.println(register(Registered.class, 0));
        attempt("registered", () -> Registered.plus(1, 2));
        attempt("registered", () -> new Registered().describe(new Object[] {1, 2, 3}));
        System.out.println(register(Registered.class, 1));
        attempt("registered again", () -> Registered.plus(1, 2));
        attempt("register missing", () -> register(Registered.class, 2));
        attempt("register what is not native", () -> register(Registered.class, 3));
        System.out.println(unregister(Registered.class));
        attempt("unregistered", () -> Registered.plus(1, 2));
        attempt("unregistered", () -> new Registered().describe(null));
        System.out.println("done JniClasses");
    }
}
