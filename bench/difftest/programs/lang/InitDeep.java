import java.util.concurrent.*;

/** Initialization by reflection and threads: concurrent waiting, recursion, deadlock-free failure, interface defaults, constant folding. */
public class InitDeep {
    static final StringBuffer log = new StringBuffer();

    static class Slow {
        static final int V;

        static {
            log.append("S");
            CountDownLatch started = InitDeep.inInit;
            started.countDown();
            try {
                InitDeep.mayGo.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                log.append("!");
            }
            V = 42;
            log.append("E");
        }

        static int get() {
            return V;
        }
    }

    static final CountDownLatch inInit = new CountDownLatch(1), mayGo = new CountDownLatch(1);

    static class SlowFail {
        static final CountDownLatch in = new CountDownLatch(1), go = new CountDownLatch(1);
    }

    static class Failing {
        static {
            SlowFail.in.countDown();
            try {
                SlowFail.go.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                log.append("!");
            }
            if (true) throw new IllegalStateException("no init");
        }

        static void touch() {}
    }

    static class RecA {
        static int x = 5;
        static int seen;

        static {
            seen = RecB.y;
            x = 7;
        }
    }

    static class RecB {
        static int y = RecA.x * 10;
    }

    static class ByNew {
        static {
            log.append("[ByNew]");
        }
    }

    static class ByStatic {
        static {
            log.append("[ByStatic]");
        }

        static void m() {}
    }

    static class BySub {
        static {
            log.append("[BySub]");
        }
    }

    static class TheSub extends BySub {
        static {
            log.append("[TheSub]");
        }
    }

    static class ByReflect {
        static int f = 1;

        static {
            log.append("[ByReflect]");
        }

        public ByReflect() {}

        static void m() {}
    }

    static class ByHandle {
        static {
            log.append("[ByHandle]");
        }

        static int m() {
            return 1;
        }
    }

    static class NotByArray {
        static {
            log.append("[NotByArray!]");
        }
    }

    interface NoDefault {
        Object O = log.append("[NoDefault]");
    }

    interface WithDefault {
        Object O = log.append("[WithDefault]");

        default void d() {}
    }

    static class ImplBoth implements NoDefault, WithDefault {}

    enum En {
        A;

        static {
            log.append("[En]");
        }
    }

    static void flush(String s) {
        System.out.println(s + ": " + log);
        log.setLength(0);
    }

    public static void main(String[] args) throws Throwable {
        Thread t = new Thread(() -> log.append(Slow.get()));
        t.start();
        inInit.await();
        Thread[] ws = new Thread[3];
        int[] got = new int[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            ws[i] = new Thread(() -> got[k] = Slow.get() + k);
            ws[i].start();
        }
        mayGo.countDown();
        for (Thread w : ws) w.join();
        t.join();
        flush("slow " + got[0] + got[1] + got[2]);
        String[] errs = new String[3];
        Thread[] fs = new Thread[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            fs[i] = new Thread(() -> {
                try {
                    Failing.touch();
                } catch (Throwable e) {
                    errs[k] = e.getClass().getSimpleName();
                }
            });
        }
        fs[0].start();
        SlowFail.in.await();
        fs[1].start();
        fs[2].start();
        SlowFail.go.countDown();
        for (Thread f : fs) f.join();
        System.out.println(errs[0] + " " + errs[1] + " " + errs[2]);
        try {
            Failing.touch();
        } catch (NoClassDefFoundError e) {
            System.out.println(e.getMessage() + " | " + e.getCause());
        }
        System.out.println(RecA.seen + " " + RecA.x + " " + RecB.y);
        new ByNew();
        ByStatic.m();
        flush("new static");
        new TheSub();
        flush("sub");
        Class<?> c = ByReflect.class;
        c.getDeclaredMethods();
        c.getModifiers();
        Class.forName("InitDeep$ByReflect", false, c.getClassLoader());
        flush("reflect before");
        c.getDeclaredMethod("m").invoke(null);
        flush("reflect after");
        var mh = java.lang.invoke.MethodHandles.lookup().findStatic(ByHandle.class, "m", java.lang.invoke.MethodType.methodType(int.class));
        flush("handle found");
        int one = (int) mh.invokeExact();
        flush("handle called");
        NotByArray[] a = new NotByArray[1];
        Object o = a.getClass().getComponentType();
        System.out.println(o == NotByArray.class);
        flush("array");
        new ImplBoth();
        flush("iface");
        Object no = NoDefault.O;
        flush("iface field");
        En.class.getEnumConstants();
        flush("enum");
        java.lang.invoke.MethodHandles.lookup().ensureInitialized(NotByArray.class);
        flush("ensure");
        System.out.println("done InitDeep");
    }
}
