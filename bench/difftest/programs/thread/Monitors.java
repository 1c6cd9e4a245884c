import java.util.*;

/** Monitors: IllegalMonitorStateException, nesting, wait releases all entries, notify one and all, timeouts, class locks, many monitors, hash codes with locks. */
public class Monitors {
    static int shared;

    static synchronized void statSync() {
        shared++;
        if (!Thread.holdsLock(Monitors.class)) System.out.println("not held");
    }

    synchronized int nested(int n) {
        return n == 0 ? (Thread.holdsLock(this) ? 1 : 0) : nested(n - 1) + 1;
    }

    static void imse(String what, Runnable r) {
        try {
            r.run();
            System.out.println(what + " ok");
        } catch (IllegalMonitorStateException e) {
            System.out.println(what + " " + e.getMessage());
        }
    }

    static class Buf {
        final int[] a = new int[4];
        int n, in, out;

        synchronized void put(int v) throws InterruptedException {
            while (n == a.length) wait();
            a[in++ % a.length] = v;
            n++;
            notifyAll();
        }

        synchronized int take() throws InterruptedException {
            while (n == 0) wait();
            int v = a[out++ % a.length];
            n--;
            notifyAll();
            return v;
        }
    }

    public static void main(String[] args) throws Exception {
        Object o = new Object();
        imse("notify", o::notify);
        imse("notifyAll", o::notifyAll);
        imse("wait", () -> {
            try {
                o.wait(1);
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        imse("notify held", () -> {
            synchronized (o) {
                o.notify();
                o.notifyAll();
            }
        });
        synchronized (o) {
            Thread t = new Thread(() -> imse("other thread holds", o::notify));
            t.start();
            t.join();
        }
        try {
            synchronized (o) {
                o.wait(-1);
            }
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            synchronized (o) {
                o.wait(1, 1_000_000);
            }
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        Monitors m = new Monitors();
        int h = m.hashCode();
        System.out.println(m.nested(200) + " " + Thread.holdsLock(m) + " " + (h == m.hashCode()));
        synchronized (m) {
            Object x = new Object();
            synchronized (x) {
                System.out.println((x.hashCode() == x.hashCode()) + " " + (h == m.hashCode()));
            }
        }
        synchronized (o) {
            synchronized (o) {
                synchronized (o) {
                    long t0 = System.nanoTime();
                    o.wait(30);
                    System.out.println("timed out " + (System.nanoTime() - t0 >= 25_000_000) + " " + Thread.holdsLock(o));
                }
            }
        }
        boolean[] flag = new boolean[1];
        Thread setter = new Thread(() -> {
            synchronized (o) {
                flag[0] = true;
                o.notifyAll();
            }
        });
        synchronized (o) {
            synchronized (o) {
                setter.start();
                while (!flag[0]) o.wait(60_000);
                System.out.println("wait released both entries " + Thread.holdsLock(o));
            }
            System.out.println(Thread.holdsLock(o));
        }
        System.out.println(Thread.holdsLock(o));
        Thread[] ts = new Thread[4];
        int[] counters = new int[2];
        Object la = new Object();
        for (int i = 0; i < ts.length; i++) {
            ts[i] = new Thread(() -> {
                for (int k = 0; k < 500; k++) {
                    statSync();
                    synchronized (la) {
                        counters[0]++;
                    }
                    synchronized (counters) {
                        counters[1] += 2;
                    }
                }
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(shared + " " + counters[0] + " " + counters[1]);
        Buf b = new Buf();
        long[] sums = new long[3];
        Thread[] ps = new Thread[6];
        for (int i = 0; i < 3; i++) {
            int k = i;
            ps[i] = new Thread(() -> {
                try {
                    for (int v = 0; v < 100; v++) b.put(v * (k + 1));
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            });
            ps[i + 3] = new Thread(() -> {
                try {
                    for (int v = 0; v < 100; v++) sums[k] += b.take();
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            });
        }
        for (Thread t : ps) t.start();
        for (Thread t : ps) t.join();
        System.out.println(sums[0] + sums[1] + sums[2] + " " + b.n);
        Object[] many = new Object[500];
        for (int i = 0; i < many.length; i++) many[i] = new Object();
        int c = 0;
        for (int r = 0; r < 3; r++) {
            for (Object x : many) {
                synchronized (x) {
                    if (r == 1) x.hashCode();
                    if (r == 2) x.notifyAll();
                    c += Thread.holdsLock(x) ? 1 : 0;
                }
                c += Thread.holdsLock(x) ? 1 : 0;
            }
        }
        System.out.println(c);
        int waiting = 5;
        Object gate = new Object();
        int[] in = new int[1], out = new int[1];
        Thread[] ws = new Thread[waiting];
        for (int i = 0; i < waiting; i++) {
            ws[i] = new Thread(() -> {
                synchronized (gate) {
                    in[0]++;
                    gate.notifyAll();
                    while (in[0] < 100) {
                        try {
                            gate.wait();
                        } catch (InterruptedException e) {
                            System.out.println(e);
                        }
                    }
                    out[0]++;
                }
            });
            ws[i].start();
        }
        synchronized (gate) {
            while (in[0] < waiting) gate.wait(60_000);
            System.out.println(in[0] + " " + out[0]);
            in[0] = 100;
            gate.notifyAll();
        }
        for (Thread t : ws) t.join();
        System.out.println(out[0]);
        String str = "interned lock";
        synchronized (str) {
            System.out.println(Thread.holdsLock("interned" + " lock") + " " + Thread.holdsLock(new String("interned lock")));
        }
        synchronized (int.class) {
            synchronized (new int[0]) {
                synchronized (Integer[].class) {
                    System.out.println(Thread.holdsLock(int.class));
                }
            }
        }
        try {
            Thread.holdsLock(null);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        System.out.println("done Monitors");
    }
}
