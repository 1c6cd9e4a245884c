// difftest: timeout=60
import java.lang.ref.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Cleaner: by reachability and by hand, once only, exceptions in actions, many objects; try-with-resources use. */
public class Cleaners {
    static final Cleaner CLEANER = Cleaner.create();
    static final AtomicInteger cleaned = new AtomicInteger();

    static class Res implements AutoCloseable {
        private static class State implements Runnable {
            final String n;

            State(String n) {
                this.n = n;
            }

            public void run() {
                cleaned.incrementAndGet();
                log.add(n);
            }
        }

        private final Cleaner.Cleanable c;

        Res(String n) {
            c = CLEANER.register(this, new State(n));
        }

        @Override
        public void close() {
            c.clean();
        }
    }

    static final Set<String> log = new ConcurrentSkipListSet<>();

    static boolean until(java.util.function.BooleanSupplier c) throws InterruptedException {
        for (int i = 0; i < 500 && !c.getAsBoolean(); i++) {
            System.gc();
            Thread.sleep(5);
        }
        return c.getAsBoolean();
    }

    static void make(String p, int n) {
        for (int i = 0; i < n; i++) new Res(p + i);
    }

    public static void main(String[] args) throws Exception {
        try (Res r = new Res("closed")) {
            System.out.println("in body " + cleaned);
        }
        System.out.println(cleaned + " " + log);
        Res twice = new Res("twice");
        twice.close();
        twice.close();
        System.out.println(cleaned);
        make("auto", 30);
        System.out.println(until(() -> cleaned.get() == 32) + " " + log.size());
        Res held = new Res("held");
        for (int i = 0; i < 3; i++) System.gc();
        System.out.println(log.contains("held"));
        Reference.reachabilityFence(held);
        held = null;
        System.out.println(until(() -> log.contains("held")));
        CountDownLatch l = new CountDownLatch(1);
        CLEANER.register(new Object(), () -> {
            l.countDown();
            throw new IllegalStateException("ignored");
        });
        System.out.println(until(() -> l.getCount() == 0));
        make("after", 3);
        System.out.println(until(() -> log.contains("after0") && log.contains("after1") && log.contains("after2")));
        try {
            CLEANER.register(null, () -> {});
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        Thread[] th = new Thread[1];
        Cleaner own = Cleaner.create(r -> th[0] = new Thread(r, "own-cleaner"));
        String[] who = new String[1];
        own.register(new Object(), () -> who[0] = Thread.currentThread().getName());
        System.out.println(until(() -> who[0] != null) + " " + who[0] + " " + th[0].isDaemon());
        java.nio.ByteBuffer direct = null;
        for (int i = 0; i < 20; i++) {
            direct = java.nio.ByteBuffer.allocateDirect(100_000);
            direct.put(i, (byte) i);
        }
        System.out.println(direct.get(19) + " " + direct.capacity());
        System.out.println("done Cleaners");
    }
}
