import java.io.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Parallel capable and plain loaders used by many threads at once: one definition per loader, locks, no deadlock with cross delegation. */
public class ParallelLoading {
    static byte[] bytes(String n) {
        try (InputStream in = ParallelLoading.class.getResourceAsStream(n + ".class")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static class Par extends ClassLoader {
        static final boolean OK = registerAsParallelCapable();
        final AtomicInteger defs = new AtomicInteger();
        ClassLoader peer;
        String peerPrefix = "-";

        Par(ClassLoader p) {
            super(p);
        }

        Object lockOf(String n) {
            return getClassLoadingLock(n);
        }

        @Override
        protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
            if (n.startsWith(peerPrefix)) return peer.loadClass(n);
            if (!n.startsWith("ParallelLoading$T")) return super.loadClass(n, r);
            synchronized (getClassLoadingLock(n)) {
                Class<?> c = findLoadedClass(n);
                if (c == null) {
                    defs.incrementAndGet();
                    byte[] b = bytes(n);
                    c = defineClass(n, b, 0, b.length);
                }
                return c;
            }
        }
    }

    static class Plain extends ClassLoader {
        int defs;
        boolean heldAlways = true;

        Plain(ClassLoader p) {
            super(p);
        }

        Object lockOf(String n) {
            return getClassLoadingLock(n);
        }

        @Override
        protected synchronized Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
            heldAlways &= Thread.holdsLock(this);
            if (!n.startsWith("ParallelLoading$T")) return super.loadClass(n, r);
            Class<?> c = findLoadedClass(n);
            if (c == null) {
                defs++;
                byte[] b = bytes(n);
                c = defineClass(n, b, 0, b.length);
            }
            return c;
        }
    }

    static Set<Class<?>> all(ClassLoader l, int threads) throws Exception {
        Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier bar = new CyclicBarrier(threads);
        Thread[] ts = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                try {
                    bar.await();
                    for (int j = 0; j < 4; j++) seen.add(Class.forName("ParallelLoading$T" + (j + k) % 4, true, l));
                } catch (Exception e) {
                    System.out.println(e);
                }
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        return seen;
    }

    public static void main(String[] args) throws Exception {
        ClassLoader app = ParallelLoading.class.getClassLoader();
        Par p = new Par(app);
        System.out.println(Par.OK + " " + p.isRegisteredAsParallelCapable() + " " + new Plain(app).isRegisteredAsParallelCapable());
        System.out.println(all(p, 6).size() + " " + p.defs);
        System.out.println((p.lockOf("a") == p.lockOf("a")) + " " + (p.lockOf("a") == p.lockOf("b")) + " " + (p.lockOf("a") == p));
        Plain q = new Plain(app);
        System.out.println(all(q, 6).size() + " " + q.defs + " " + q.heldAlways + " " + (q.lockOf("a") == q));
        Par a = new Par(app), b = new Par(app);
        a.peer = b;
        a.peerPrefix = "ParallelLoading$T1";
        b.peer = a;
        b.peerPrefix = "ParallelLoading$T0";
        ExecutorService ex = Executors.newFixedThreadPool(2, r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
        });
        Future<Class<?>> fa = ex.submit(() -> Class.forName("ParallelLoading$T1", true, a)), fb = ex.submit(() -> Class.forName("ParallelLoading$T0", true, b));
        System.out.println((fa.get(30, TimeUnit.SECONDS).getClassLoader() == b) + " " + (fb.get(30, TimeUnit.SECONDS).getClassLoader() == a));
        ex.shutdown();
        System.out.println(T3.inits.get());
        int[] sum = {0};
        for (Class<?> c : all(p, 2)) {
            var f = c.getDeclaredField("inits");
            f.setAccessible(true);
            sum[0] += ((AtomicInteger) f.get(null)).get();
        }
        System.out.println(sum[0]);
        System.out.println("done ParallelLoading");
    }

    public static class T0 {
        public static final AtomicInteger inits = new AtomicInteger();

        static {
            inits.incrementAndGet();
            T1.inits.get();
        }
    }

    public static class T1 {
        public static final AtomicInteger inits = new AtomicInteger();

        static {
            inits.incrementAndGet();
        }
    }

    public static class T2 extends T1 {
        public static final AtomicInteger inits = new AtomicInteger();

        static {
            inits.incrementAndGet();
        }
    }

    public static class T3 {
        public static final AtomicInteger inits = new AtomicInteger();

        static {
            inits.incrementAndGet();
            new T2();
        }
    }
}
