/** Synchronized methods of all kinds: static, instance, recursive, throwing, native-like, in interfaces by default, on subclasses, and lock of the right object. */
public class SyncMethods {
    static synchronized boolean st() {
        return Thread.holdsLock(SyncMethods.class);
    }

    synchronized boolean inst(SyncMethods other) {
        return Thread.holdsLock(this) && !Thread.holdsLock(other) && !Thread.holdsLock(SyncMethods.class);
    }

    synchronized int rec(int n) {
        if (n == 0) throw new IllegalStateException("bottom " + Thread.holdsLock(this));
        return rec(n - 1);
    }

    static class Sub extends SyncMethods {
        static synchronized boolean st() {
            return Thread.holdsLock(Sub.class) && !Thread.holdsLock(SyncMethods.class);
        }

        @Override
        synchronized boolean inst(SyncMethods o) {
            return super.inst(o) && Thread.holdsLock(this);
        }

        @Override
        int rec(int n) {
            boolean h = Thread.holdsLock(this);
            return n == 3 ? (h ? 30 : -30) : super.rec(n);
        }
    }

    synchronized long many(long a, double b, Object c, int... d) {
        return a + (long) b + (c == this ? 1 : 0) + d.length + (Thread.holdsLock(this) ? 1000 : 0);
    }

    synchronized SyncMethods chain() {
        return this;
    }

    interface Locked {
        default int d() {
            synchronized (this) {
                return Thread.holdsLock(this) ? 7 : -7;
            }
        }
    }

    synchronized void lambda() {
        Runnable r = () -> System.out.println("lambda holds " + Thread.holdsLock(this));
        r.run();
        Thread t = new Thread(() -> System.out.println("thread holds " + Thread.holdsLock(this)));
        t.start();
        try {
            t.join();
        } catch (InterruptedException e) {
            System.out.println(e);
        }
    }

    static int nested(Object a, Object b, Object c, int k) {
        synchronized (a) {
            if (k == 0) return 0;
            synchronized (b) {
                try {
                    if (k == 1) return 1;
                    synchronized (c) {
                        if (k == 2) throw new RuntimeException("in c " + Thread.holdsLock(a) + Thread.holdsLock(b) + Thread.holdsLock(c));
                        return 3;
                    }
                } finally {
                    if (k == 4) return 44;
                }
            }
        }
    }

    static void held(String what, Object... os) {
        StringBuilder sb = new StringBuilder(what);
        for (Object o : os) sb.append(' ').append(Thread.holdsLock(o));
        System.out.println(sb);
    }

    public static void main(String[] args) throws Throwable {
        SyncMethods a = new SyncMethods(), b = new Sub();
        System.out.println(st() + " " + Sub.st() + " " + a.inst(b) + " " + b.inst(a));
        for (int n : new int[]{0, 5, 50}) {
            try {
                a.rec(n);
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
        System.out.println(b.rec(10));
        held("after", a, b, SyncMethods.class, Sub.class);
        System.out.println(a.many(1L << 40, 2.9, a, 1, 2) + " " + (a.chain().chain() == a) + " " + new Locked() {}.d());
        a.lambda();
        Object x = new Object(), y = new int[0], z = "lock";
        for (int k = 0; k < 5; k++) {
            try {
                System.out.println(nested(x, y, z, k));
            } catch (RuntimeException e) {
                System.out.println(e.getMessage());
            }
            held("free", x, y, z);
        }
        System.out.println(nested(x, x, x, 3));
        try {
            nested(x, null, z, 3);
        } catch (NullPointerException e) {
            held("npe", x, z);
        }
        var m = SyncMethods.class.getDeclaredMethod("inst", SyncMethods.class);
        System.out.println(m.invoke(b, a) + " " + java.lang.reflect.Modifier.isSynchronized(m.getModifiers()));
        var mh = java.lang.invoke.MethodHandles.lookup().findVirtual(SyncMethods.class, "inst", java.lang.invoke.MethodType.methodType(boolean.class, SyncMethods.class));
        System.out.println((boolean) mh.invokeExact(a, b));
        int[] counter = new int[1];
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++) {
            ts[i] = new Thread(() -> {
                for (int k = 0; k < 400; k++) {
                    try {
                        synchronized (counter) {
                            counter[0]++;
                            if (k % 3 == 0) throw new IllegalStateException();
                        }
                    } catch (IllegalStateException e) {
                        synchronized (counter) {
                            counter[0] += 2;
                        }
                    }
                }
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(counter[0]);
        System.out.println("done SyncMethods");
    }
}
