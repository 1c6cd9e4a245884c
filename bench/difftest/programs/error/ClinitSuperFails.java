// difftest: compare=stdout,exit,stderr
/** A class whose superclass or superinterface fails to initialize is erroneous itself, with its own cause. */
public class ClinitSuperFails {
    static class Base {
        static {
            if (true) {
                throw new IllegalStateException("base");
            }
        }
    }

    static class Derived extends Base {
        static int x = 1;
    }

    static class Farther extends Derived {
        static int y = 2;
    }

    interface Failing {
        int VALUE = fail();

        default void m() {}

        static int fail() {
            throw new Error("interface");
        }
    }

    static class Impl implements Failing {}

    static void attempt(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + " worked");
        } catch (Throwable t) {
            System.out.print(what + ": ");
            t.printStackTrace(System.out);
        }
    }

    public static void main(String[] args) {
        for (int i = 0; i < 2; i++) {
            attempt("farther", () -> System.out.println(Farther.y));
            attempt("derived", () -> System.out.println(Derived.x));
            attempt("base", Base::new);
            attempt("implementation", Impl::new);
            attempt("interface", () -> System.out.println(Failing.VALUE));
        }
        new Farther();
    }
}
