import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Eight threads do everything that threads can disturb in one another, for as many seconds as the
 * first argument says: they lock, wait, park, interrupt, allocate, load classes, link lambdas and
 * throw. Every activity checks its own invariants as it goes, and once more when all have stopped.
 *
 * <p>The second argument seeds the choices. Prints one line and exits with 0 if all is well; a
 * violated invariant, or a thread that makes no progress for two minutes, exits with 1 and says what
 * the threads were doing.
 */
public class Soak {
    static final int THREADS = 8;
    static final long PATIENCE_NANOS = 120_000_000_000L;

    /** Something that threads do together. */
    interface Activity {
        /** A step of thread {@code self}. Interrupts may arrive at any time. */
        void step(int self, Random random) throws Exception;

        /** Called once, when no thread is in a step. */
        default void check() {}

        /** Called when threads are to stop: lets go those who wait for others. */
        default void stop() {}
    }

    static volatile boolean stopping;
    static volatile Throwable failure;

    static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static void fail(Throwable t) {
        synchronized (Soak.class) {
            if (failure == null) {
                failure = t;
            }
        }
        stopping = true;
    }

    private static final AtomicLongArray STEPS = new AtomicLongArray(THREADS);

    private static void work(int self, List<Activity> activities, Random random) {
        try {
            while (!stopping) {
                Activity activity = activities.get(random.nextInt(activities.size()));
                try {
                    activity.step(self, random);
                } catch (InterruptedException e) {
                    // Sent by the main thread; the step gave up, the invariants hold.
                }
                STEPS.incrementAndGet(self);
            }
        } catch (Throwable t) {
            fail(new AssertionError("thread " + self, t));
        }
    }

    public static void main(String[] args) throws Exception {
        long nanos = Long.parseLong(args[0]) * 1_000_000_000L;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        List<Activity> activities = new ArrayList<>();
        activities.addAll(Locking.activities());
        activities.addAll(Memory.activities());
        activities.addAll(Loading.activities());
        activities.addAll(Calling.activities());

        Thread[] threads = new Thread[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int self = i;
            Random random = new Random(seed * 31 + i);
            threads[i] = new Thread(() -> work(self, activities, random), "soak-" + i);
            threads[i].setDaemon(true);
            threads[i].start();
        }
        watch(threads, System.nanoTime() + nanos, new Random(seed));
        stopping = true;
        activities.forEach(Activity::stop);
        for (Thread thread : threads) {
            thread.join(PATIENCE_NANOS / 1_000_000);
            if (thread.isAlive() && failure == null) {
                fail(new AssertionError(thread.getName() + " does not stop"));
            }
        }
        if (failure == null) {
            try {
                activities.forEach(Activity::check);
            } catch (Throwable t) {
                fail(t);
            }
        }
        if (failure != null) {
            report();
            System.exit(1);
        }
        long steps = 0;
        for (int i = 0; i < THREADS; i++) {
            steps += STEPS.get(i);
        }
        System.out.println("soak: " + steps + " steps of " + THREADS + " threads, all is well");
        System.exit(0);
    }

    /** Interrupts threads now and then, and notices when one does not get on. */
    private static void watch(Thread[] threads, long end, Random random) throws Exception {
        long[] steps = new long[THREADS];
        long[] since = new long[THREADS];
        java.util.Arrays.fill(since, System.nanoTime());
        while (!stopping && System.nanoTime() < end) {
            Thread.sleep(random.nextInt(5));
            threads[random.nextInt(THREADS)].interrupt();
            for (int i = 0; i < THREADS; i++) {
                long now = STEPS.get(i);
                if (now != steps[i]) {
                    steps[i] = now;
                    since[i] = System.nanoTime();
                } else if (System.nanoTime() - since[i] > PATIENCE_NANOS) {
                    fail(new AssertionError(threads[i].getName() + " makes no progress"));
                }
            }
        }
    }

    private static void report() {
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            System.err.println(entry.getKey() + " " + entry.getKey().getState());
            for (StackTraceElement element : entry.getValue()) {
                System.err.println("    " + element);
            }
        }
        failure.printStackTrace();
    }
}
