// difftest: flags=-ea -dsa
/** Assertions switched on: messages of every type, side effects, nested classes, status by class loader. */
public class AssertOn {
    static int evals;

    static boolean check(boolean b) {
        evals++;
        return b;
    }

    static String msg() {
        evals += 100;
        return "lazy";
    }

    interface Act {
        void run() throws Throwable;
    }

    static void t(Act a) {
        try {
            a.run();
            System.out.println("passed");
        } catch (AssertionError e) {
            System.out.println("AE " + e.getMessage() + " " + e.getCause());
        } catch (Throwable e) {
            System.out.println(e);
        }
    }

    static class Nested {
        static boolean on;

        static {
            assert on = true;
        }
    }

    interface WithAssert {
        default void m(int x) {
            assert x > 0 : x;
        }
    }

    static class EarlyBase {
        static boolean seen = Early.inAssert();
    }

    static class Early extends EarlyBase {
        static boolean inAssert() {
            boolean r = false;
            assert r = true;
            return r;
        }
    }

    public static void main(String[] args) {
        t(() -> {
            assert check(true) : msg();
        });
        t(() -> {
            assert check(false);
        });
        t(() -> {
            assert false : "str";
        });
        t(() -> {
            assert false : 'c';
        });
        t(() -> {
            assert false : 5;
        });
        t(() -> {
            assert false : 1L << 40;
        });
        t(() -> {
            assert false : 1.5f;
        });
        t(() -> {
            assert false : 2.5;
        });
        t(() -> {
            assert false : true;
        });
        t(() -> {
            assert false : null;
        });
        t(() -> {
            assert false : new RuntimeException("as cause");
        });
        t(() -> {
            assert check(false) : msg();
        });
        t(() -> {
            assert 1 / (evals - evals) == 0 : "never";
        });
        System.out.println(evals);
        System.out.println(Nested.on + " " + AssertOn.class.desiredAssertionStatus() + " " + String.class.desiredAssertionStatus());
        t(() -> new WithAssert() {}.m(-3));
        System.out.println(EarlyBase.seen + " " + Early.seen);
        ClassLoader l = AssertOn.class.getClassLoader();
        l.setClassAssertionStatus("AssertOn$Late", false);
        System.out.println(Late.on);
        l.setDefaultAssertionStatus(false);
        System.out.println(Late2.on);
        l.clearAssertionStatus();
        System.out.println("done AssertOn");
    }

    static class Late {
        static boolean on;

        static {
            assert on = true;
        }
    }

    static class Late2 {
        static boolean on;

        static {
            assert on = true;
        }
    }
}
