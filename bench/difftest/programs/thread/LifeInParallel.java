import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** The game of life computed in five ways that must agree: one thread, threads with a barrier, a phaser, fork and join, parallel streams; and with monitors by hand. */
public class LifeInParallel {
    static final int N = 48, GENERATIONS = 12;

    static boolean[][] start() {
        boolean[][] b = new boolean[N][N];
        Random r = new Random(11);
        for (boolean[] row : b) for (int i = 0; i < N; i++) row[i] = r.nextInt(3) == 0;
        return b;
    }

    static void row(boolean[][] from, boolean[][] to, int y) {
        for (int x = 0; x < N; x++) {
            int n = 0;
            for (int dy = -1; dy <= 1; dy++) for (int dx = -1; dx <= 1; dx++) if ((dx | dy) != 0 && from[(y + dy + N) % N][(x + dx + N) % N]) n++;
            to[y][x] = n == 3 || n == 2 && from[y][x];
        }
    }

    static String sum(boolean[][] b) {
        int alive = 0, hash = 0;
        for (boolean[] r : b) {
            for (boolean c : r) alive += c ? 1 : 0;
            hash = hash * 31 + Arrays.hashCode(r);
        }
        return alive + "/" + hash;
    }

    interface Barrier {
        void await() throws Exception;
    }

    static String threads(int n, Barrier barrier) throws Exception {
        boolean[][][] boards = {start(), new boolean[N][N]};
        List<Throwable> errors = Collections.synchronizedList(new ArrayList<>());
        Thread[] ts = new Thread[n];
        for (int t = 0; t < n; t++) {
            int k = t;
            ts[t] = new Thread(() -> {
                try {
                    for (int g = 0; g < GENERATIONS; g++) {
                        for (int y = k; y < N; y += n) row(boards[g % 2], boards[1 - g % 2], y);
                        barrier.await();
                    }
                } catch (Throwable e) {
                    errors.add(e);
                }
            });
            ts[t].start();
        }
        for (Thread t : ts) t.join();
        return sum(boards[GENERATIONS % 2]) + errors;
    }

    static class Monitor implements Barrier {
        final int n;
        int waiting, generation;

        Monitor(int n) {
            this.n = n;
        }

        public synchronized void await() throws InterruptedException {
            int mine = generation;
            if (++waiting == n) {
                waiting = 0;
                generation++;
                notifyAll();
                return;
            }
            while (mine == generation) wait();
        }
    }

    static class Rows extends RecursiveAction {
        final boolean[][] from, to;
        final int lo, hi;

        Rows(boolean[][] from, boolean[][] to, int lo, int hi) {
            this.from = from;
            this.to = to;
            this.lo = lo;
            this.hi = hi;
        }

        protected void compute() {
            if (hi - lo < 8) {
                for (int y = lo; y < hi; y++) row(from, to, y);
            } else {
                int mid = (lo + hi) >>> 1;
                invokeAll(new Rows(from, to, lo, mid), new Rows(from, to, mid, hi));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        boolean[][] a = start(), b = new boolean[N][N];
        for (int g = 0; g < GENERATIONS; g++) {
            for (int y = 0; y < N; y++) row(a, b, y);
            boolean[][] t = a;
            a = b;
            b = t;
        }
        System.out.println(sum(a));
        int[] trips = {0};
        CyclicBarrier cb = new CyclicBarrier(3, () -> trips[0]++);
        System.out.println(threads(3, cb::await) + " " + trips[0] + " " + cb.isBroken());
        Phaser ph = new Phaser(4);
        System.out.println(threads(4, ph::arriveAndAwaitAdvance) + " " + ph.getPhase());
        System.out.println(threads(5, new Monitor(5)));
        System.out.println(threads(1, () -> { }));
        ForkJoinPool pool = new ForkJoinPool(3);
        a = start();
        b = new boolean[N][N];
        for (int g = 0; g < GENERATIONS; g++) {
            pool.invoke(new Rows(a, b, 0, N));
            boolean[][] t = a;
            a = b;
            b = t;
        }
        pool.shutdown();
        System.out.println(sum(a));
        a = start();
        for (int g = 0; g < GENERATIONS; g++) {
            boolean[][] from = a, to = new boolean[N][N];
            IntStream.range(0, N).parallel().forEach(y -> row(from, to, y));
            a = to;
        }
        System.out.println(sum(a));
        CyclicBarrier broken = new CyclicBarrier(2, () -> {
            throw new IllegalStateException("action");
        });
        Thread t = new Thread(() -> {
            try {
                broken.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                System.out.println(e.getClass().getSimpleName());
            }
        });
        t.start();
        while (broken.getNumberWaiting() == 0) Thread.sleep(1);
        try {
            broken.await();
        } catch (IllegalStateException e) {
            t.join();
            System.out.println(e.getMessage() + " " + broken.isBroken());
        }
        broken.reset();
        System.out.println(broken.isBroken() + " " + broken.getParties());
        System.out.println("done LifeInParallel");
    }
}
