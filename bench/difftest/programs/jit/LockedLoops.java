// difftest: gc-every=100000
import java.util.ArrayList;
import java.util.List;

/**
 * Loops that become hot while their frame holds monitors: of synchronized methods, of blocks, nested, left by
 * exceptions, with wait and notify, contended; compiled code takes the monitors over, and gives them back.
 */
public class LockedLoops {
    static final int N = 18_000;
    private int count;
    private static int total;

    synchronized long method(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            count += i;
            sum = sum * 31 + (count ^ i);
        }
        return Thread.holdsLock(this) ? sum : -1;
    }

    /** The receiver is not read any more, and moves. */
    synchronized long unread(int n) {
        List<int[]> kept = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < n; i++) {
            int[] fresh = new int[64];
            fresh[i & 63] = i;
            if ((i & 511) == 0) kept.add(fresh);
            sum += fresh[i & 63] + kept.size();
        }
        return sum;
    }

    static synchronized long ofClass(int n) {
        long sum = 0;
        do {
            total += n & 3;
            sum = sum * 17 + total;
        } while (--n > 0);
        return Thread.holdsLock(LockedLoops.class) ? sum : -1;
    }

    static long block(Object lock, int n) {
        long sum = 1;
        synchronized (lock) {
            for (int i = 1; i < n; i++) sum += sum % i;
            if (!Thread.holdsLock(lock)) return -1;
        }
        return Thread.holdsLock(lock) ? -2 : sum;
    }

    synchronized long nested(Object a, Object b, int n) {
        long sum = 0;
        synchronized (a) {
            for (int i = 0; i < n; i++) {
                sum += i;
                synchronized (b) {
                    for (int j = 0; j < 5; j++) {
                        sum = sum * 3 + j;
                        synchronized (a) {
                            count += j;
                        }
                    }
                }
                if (Thread.holdsLock(b) && b != a && b != this) return -1;
            }
            if (!Thread.holdsLock(a)) return -2;
        }
        return sum;
    }

    /** Exceptions leave the loop and both monitors; some are thrown again and again, and caught inside. */
    synchronized long leaving(Object lock, int[] array, int n) {
        long sum = 0;
        synchronized (lock) {
            for (int i = 0; i < n; i++) {
                try {
                    sum += array[i % 9];
                } catch (ArrayIndexOutOfBoundsException e) {
                    sum += 1000;
                }
                if (i == n - 1) throw new IllegalStateException("left with " + sum);
            }
        }
        return sum;
    }

    static String left(LockedLoops loops, Object lock, int n) {
        try {
            return "not left " + loops.leaving(lock, new int[] {1, 2, 3, 4, 5, 6, 7}, n);
        } catch (IllegalStateException e) {
            return e.getMessage() + " " + Thread.holdsLock(loops) + Thread.holdsLock(lock);
        }
    }

    /** Checks that fail again and again while a block holds a monitor. */
    static int failing(Object lock, int[] array, int i) {
        int h = 0;
        try {
            synchronized (lock) {
                h = 1;
                h += array[i % 8];
                synchronized (array) {
                    h += 100 / (i % 5);
                }
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            h += Thread.holdsLock(lock) ? -1 : 1000;
        } catch (ArithmeticException e) {
            h += Thread.holdsLock(lock) || Thread.holdsLock(array) ? -1 : 2000;
        } catch (NullPointerException e) {
            h += Thread.holdsLock(lock) ? -1 : 3000;
        }
        return h;
    }

    static class Late {
        static int value = 5;
    }

    /** What is not loaded yet makes compiled code leave in the loop. */
    static long rare(Object lock, int n) {
        long sum = 0;
        synchronized (lock) {
            for (int i = 0; i < n; i++) {
                sum += i & 15;
                if (i == n - 10) sum += Late.value;
            }
            sum += Thread.holdsLock(lock) ? 1 : -1_000_000;
        }
        return Thread.holdsLock(lock) ? -1 : sum;
    }

    private int turn;

    synchronized long turns(int mine, int n) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            while (turn != mine) wait();
            sum = sum * 7 + i;
            turn = 1 - mine;
            notifyAll();
        }
        return sum;
    }

    static String alternating() throws InterruptedException {
        LockedLoops shared = new LockedLoops();
        long[] sums = new long[2];
        Thread[] threads = new Thread[2];
        for (int t = 0; t < 2; t++) {
            int mine = t;
            threads[t] = new Thread(() -> {
                try {
                    sums[mine] = shared.turns(mine, 1000);
                } catch (InterruptedException e) {
                    sums[mine] = -1;
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) thread.join();
        return sums[0] + " " + sums[1];
    }

    static int unguarded;

    static int contended() throws InterruptedException {
        Object lock = new Object();
        unguarded = 0;
        Thread[] threads = new Thread[2];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int k = 0; k < 2; k++) {
                    synchronized (lock) {
                        for (int i = 0; i < 17_000; i++) unguarded++;
                    }
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) thread.join();
        return unguarded;
    }

    public static void main(String[] args) throws InterruptedException {
        LockedLoops loops = new LockedLoops();
        for (int round = 0; round < 2; round++) {
            Object a = new Object(), b = new Object();
            System.out.println(loops.method(N) + " " + Thread.holdsLock(loops));
            System.out.println(loops.unread(N) + " " + Thread.holdsLock(loops));
            System.out.println(ofClass(N) + " " + Thread.holdsLock(LockedLoops.class));
            System.out.println(block(a, N) + " " + block(loops, N));
            System.out.println(loops.nested(a, b, 4000) + " " + loops.nested(a, a, 4000) + " " + loops.nested(loops, b, 4000));
            System.out.println(Thread.holdsLock(a) + " " + Thread.holdsLock(b) + " " + Thread.holdsLock(loops));
            System.out.println(left(loops, a, 17_000));
            System.out.println(rare(b, N));
            long sum = 0;
            int[] array = new int[6];
            for (int i = 0; i < 12_000; i++) sum = sum * 31 + failing(a, (i & 63) == 7 ? null : array, i);
            System.out.println(sum + " " + Thread.holdsLock(a) + " " + Thread.holdsLock(array));
            System.out.println(alternating());
            System.out.println(contended());
        }
    }
}
