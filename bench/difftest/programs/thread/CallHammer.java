import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;

/** Threads change the receivers of shared call sites while the callees' code comes and goes. */
public class CallHammer {
    interface Step {
        int step(int x);

        default int twice(int x) {
            return step(step(x));
        }
    }

    static class Add implements Step {
        public int step(int x) { return x + 1; }
    }

    static class Sub implements Step {
        public int step(int x) { return x - 3; }
    }

    static class Xor implements Step {
        public int step(int x) { return x ^ 0x55; }
    }

    static class Rotate implements Step {
        public int step(int x) { return Integer.rotateLeft(x, 5); }

        public int twice(int x) { return Integer.rotateLeft(x, 10); }
    }

    static class Times implements Step {
        public int step(int x) { return x * 31; }
    }

    /** Its method leaves compiled code again and again, so that this is thrown away. */
    static class Faulty implements Step {
        private final int[] table = new int[16];

        public int step(int x) {
            try {
                return x + table[x & 31];
            } catch (ArrayIndexOutOfBoundsException e) {
                return x + 7;
            }
        }
    }

    static class Negate implements Step {
        public int step(int x) { return -x; }
    }

    static final int N_KINDS = 7;

    static Step make(int kind) {
        switch (kind) {
            case 0: return new Add();
            case 1: return new Sub();
            case 2: return new Xor();
            case 3: return new Rotate();
            case 4: return new Times();
            case 5: return new Faulty();
            default: return new Negate();
        }
    }

    // Sites that come to know one, two, four and all classes.
    static int one(Step s, int x) { return s.step(x); }
    static int two(Step s, int x) { return s.step(x); }
    static int four(Step s, int x) { return s.twice(x); }
    static int all(Step s, int x) { return s.step(x) + s.twice(x); }

    // Direct calls of a method whose code comes and goes.
    static int fault(int[] table, int x) {
        return table[x & 31];
    }

    static int direct(int[] table, int x) {
        try {
            return fault(table, x) + x;
        } catch (ArrayIndexOutOfBoundsException e) {
            return x + 11;
        }
    }

    static int run(int seed, int n) {
        Step[] steps = new Step[N_KINDS];
        int[] table = new int[16];
        int x = seed;
        for (int i = 0; i < n; i++) {
            int kind = (i / 16 + seed) % N_KINDS;
            if (steps[kind] == null) {
                steps[kind] = make(kind);
            }
            Step s = steps[kind];
            if (kind == 0) x = one(s, x);
            if (kind < 2) x = two(s, x);
            if (kind < 4) x = four(s, x);
            x = all(s, x);
            x = direct(table, x);
        }
        return x;
    }

    static final class Round {
        final int number;
        final AtomicLong sum = new AtomicLong();

        Round(int number) { this.number = number; }
    }

    public static void main(String[] args) throws Exception {
        int nThreads = 4;
        int n = 6000;
        for (int r = 0; r < 3; r++) {
            Round round = new Round(r);
            CyclicBarrier start = new CyclicBarrier(nThreads);
            Thread[] threads = new Thread[nThreads];
            for (int t = 0; t < nThreads; t++) {
                int seed = t * 3 + round.number;
                threads[t] = new Thread(() -> {
                    try {
                        start.await();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                    round.sum.addAndGet(run(seed, n));
                });
                threads[t].start();
            }
            for (Thread t : threads) {
                t.join();
            }
            System.out.println("round " + r + ": " + round.sum.get());
        }
        System.out.println(missing());
    }

    /** An interface call that finds no method: the receiver was changed since it was compiled. */
    static String missing() {
        Object o = "not a Step";
        try {
            return "" + one((Step) o, 1);
        } catch (ClassCastException e) {
            return "no Step";
        }
    }
}
