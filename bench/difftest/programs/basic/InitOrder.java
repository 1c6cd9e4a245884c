/** Static and instance initialization order, triggers of initialization, constants that do not trigger it. */
public class InitOrder {
    static void log(String s) {
        System.out.println(s);
    }

    static int val(String s, int v) {
        System.out.println(s);
        return v;
    }

    static class Base {
        static int sb = val("Base.sb", 1);
        int ib = val("Base.ib", 2);

        static {
            log("Base.static");
        }

        {
            log("Base.instance");
        }

        Base() {
            log("Base()");
            hook();
        }

        void hook() {
            log("Base.hook");
        }
    }

    static class Derived extends Base {
        static int sd = val("Derived.sd", 3);
        int id = val("Derived.id", 4);
        final int fin = 9;
        String str = "set";

        static {
            log("Derived.static");
        }

        Derived() {
            this(5);
            log("Derived()");
        }

        Derived(int x) {
            super();
            log("Derived(int)");
        }

        void hook() {
            System.out.println(id);
            System.out.println(fin);
            System.out.println(str);
        }
    }

    static class Consts {
        static final int K = 42;
        static final String S = "const";
        static final Integer BOXED = val("Consts.BOXED", 7);

        static {
            log("Consts.static");
        }
    }

    static class Parent {
        static int x = val("Parent.x", 1);
    }

    static class Child extends Parent {
        static {
            log("Child.static");
        }
    }

    interface WithField {
        int F = val("WithField.F", 11);
    }

    interface WithDefault {
        int G = val("WithDefault.G", 12);

        default void m() {
            log("WithDefault.m");
        }
    }

    static class Impl implements WithField, WithDefault {
        static {
            log("Impl.static");
        }
    }

    static class CycA {
        static int a = CycB.b + 1;
    }

    static class CycB {
        static int b = CycA.a + 1;
    }

    static class Never {
        static {
            log("Never: must not be printed");
        }
    }

    static class Bad {
        static int v = 1 / Integer.parseInt("0");
    }

    static class Lazy {
        static {
            log("Lazy.static");
        }

        static final Lazy I = new Lazy();
        static int count = 5;
        int seen;

        Lazy() {
            seen = count;
            count++;
        }
    }

    public static void main(String[] args) throws Exception {
        log("main");
        new Derived();
        log("--");
        new Derived(1);
        log("-- consts");
        System.out.println(Consts.K);
        System.out.println(Consts.S);
        System.out.println(Consts.BOXED);
        log("-- child");
        System.out.println(Child.x);
        new Child();
        log("-- impl");
        new Impl().m();
        System.out.println(Impl.F);
        log("-- cycle");
        System.out.println(CycA.a);
        System.out.println(CycB.b);
        Never[] arr = new Never[2];
        Never nul = null;
        Class<?> c = Never.class;
        System.out.println(arr.length);
        System.out.println(c.getName());
        try {
            System.out.println(Bad.v);
        } catch (ExceptionInInitializerError e) {
            System.out.println(e.getMessage());
            System.out.println(e.getCause());
        }
        try {
            System.out.println(Bad.v);
        } catch (NoClassDefFoundError e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Lazy.I.seen);
        System.out.println(Lazy.count);
        Class.forName("InitOrder$Never", false, InitOrder.class.getClassLoader());
        log("done InitOrder");
    }
}
