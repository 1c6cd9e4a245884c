import java.util.*;
import java.util.function.*;

/** Failing static initializers in every place: superclasses, interfaces, enums, lambdas, nested causes; what the second and later users see, in other threads and by reflection. */
public class InitFailures {
    static int counter;

    static <T> T fail(String what) {
        counter++;
        throw new IllegalStateException(what + " " + counter);
    }

    static class Simple {
        static Object x = fail("simple");

        static void use() {}

        static int constant = 5;
        static final int FOLDED = 6;
    }

    static class Base {
        static Object x = fail("base");
    }

    static class Derived extends Base {
        static void use() {}
    }

    static class Derived2 extends Base {
        static int y = 1;
    }

    interface WithDefault {
        Object X = fail("interface");

        default void d() {}
    }

    static class Impl implements WithDefault {}

    interface NoDefault {
        Object X = fail("quiet interface");
    }

    static class Impl2 implements NoDefault {}

    enum En {
        A, B;

        static {
            if (true) fail("enum");
        }
    }

    static class ThrowsError {
        static {
            if (true) throw new StackOverflowError("own error");
        }
    }

    static class ThrowsChecked {
        static {
            Thrower.<RuntimeException>sneak(new java.io.IOException("checked"));
        }
    }

    static class Thrower {
        static <T extends Throwable> void sneak(Throwable t) throws T {
            throw (T) t;
        }
    }

    static class Chain1 {
        static int x = Chain2.x;
    }

    static class Chain2 {
        static int x = Chain3.x;
    }

    static class Chain3 {
        static int x = (Integer) fail("chain");
    }

    static class Recovers {
        static int x;

        static {
            try {
                Simple.use();
            } catch (NoClassDefFoundError e) {
                x = 77;
            }
        }
    }

    static class ExplicitEiie {
        static {
            if (true) throw new ExceptionInInitializerError("by hand");
        }
    }

    record Rec(int x) {
        static Object y = fail("record");
    }

    static void t(String what, Supplier<?> s) {
        for (int i = 0; i < 3; i++) {
            try {
                System.out.println(what + " = " + s.get());
            } catch (Throwable e) {
                StringBuilder sb = new StringBuilder(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
                for (Throwable c = e.getCause(); c != null; c = c.getCause()) sb.append(" <- ").append(c.getClass().getSimpleName()).append(": ").append(c.getMessage()).append(" [").append(c.getStackTrace().length > 0 ? c.getStackTrace()[0].getMethodName() : "").append(']');
                System.out.println(sb);
            }
        }
    }

    static Object load(String n, boolean init) {
        try {
            return Class.forName("InitFailures$" + n, init, InitFailures.class.getClassLoader()).getSimpleName();
        } catch (ClassNotFoundException e) {
            return e;
        }
    }

    public static void main(String[] args) throws Exception {
        t("folded", () -> Simple.FOLDED);
        t("load only", () -> load("Simple", false));
        t("simple", () -> {
            Simple.use();
            return 1;
        });
        t("simple field", () -> Simple.constant);
        t("simple new", () -> new Simple().hashCode());
        t("simple array", () -> new Simple[2].length);
        t("simple forName", () -> load("Simple", true));
        t("simple reflect", () -> {
            try {
                return Simple.class.getDeclaredField("constant").get(null);
            } catch (ReflectiveOperationException e) {
                return e;
            }
        });
        t("simple handle", () -> {
            try {
                return java.lang.invoke.MethodHandles.lookup().findStatic(Simple.class, "use", java.lang.invoke.MethodType.methodType(void.class)).type();
            } catch (ReflectiveOperationException e) {
                return e;
            }
        });
        t("derived", () -> {
            Derived.use();
            return 1;
        });
        t("derived2", () -> Derived2.y);
        t("base", () -> Base.x);
        t("interface with default", Impl::new);
        t("interface field", () -> WithDefault.X);
        t("interface without default", () -> new Impl2() != null);
        t("interface without default field", () -> NoDefault.X);
        t("enum", () -> En.A);
        t("enum values", () -> En.values().length);
        t("enum valueOf", () -> Enum.valueOf(En.class, "B"));
        t("enum map", () -> new EnumMap<En, Integer>(En.class).size());
        t("error", ThrowsError::new);
        t("checked", ThrowsChecked::new);
        t("chain 2", () -> Chain2.x);
        t("chain 1", () -> Chain1.x);
        t("chain 3", () -> Chain3.x);
        t("recovers", () -> Recovers.x);
        t("explicit", ExplicitEiie::new);
        t("record", () -> new Rec(1));
        Thread th = new Thread(() -> t("in thread", () -> new Simple().hashCode()));
        th.start();
        th.join();
        System.out.println(counter);
        System.out.println("done InitFailures");
    }
}
