import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

/** Classic exercises, free of deadlock: dining philosophers, readers and writers, sleeping barber, cigarette smokers, Dekker and Peterson on volatiles. */
public class Philosophers {
    static volatile boolean f0, f1;
    static volatile int turn;
    static int shared;

    static void peterson(int id, int n) {
        for (int k = 0; k < n; k++) {
            if (id == 0) {
                f0 = true;
                turn = 1;
                while (f1 && turn == 1) Thread.yield();
                shared++;
                f0 = false;
            } else {
                f1 = true;
                turn = 0;
                while (f0 && turn == 0) Thread.yield();
                shared++;
                f1 = false;
            }
        }
    }

    static void all(Runnable... rs) throws InterruptedException {
        Thread[] ts = new Thread[rs.length];
        for (int i = 0; i < rs.length; i++) (ts[i] = new Thread(rs[i])).start();
        for (Thread t : ts) t.join();
    }

    public static void main(String[] args) throws Exception {
        int n = 5, rounds = 60;
        Object[] forks = new Object[n];
        for (int i = 0; i < n; i++) forks[i] = new Object();
        int[] meals = new int[n];
        boolean[] used = new boolean[n];
        int[] bad = new int[1];
        Runnable[] ph = new Runnable[n];
        for (int i = 0; i < n; i++) {
            int k = i, a = Math.min(i, (i + 1) % n), b = Math.max(i, (i + 1) % n);
            ph[i] = () -> {
                for (int r = 0; r < rounds; r++) {
                    synchronized (forks[a]) {
                        synchronized (forks[b]) {
                            if (used[a] || used[b]) bad[0]++;
                            used[a] = used[b] = true;
                            meals[k]++;
                            if (r % 10 == 0) Thread.yield();
                            used[a] = used[b] = false;
                        }
                    }
                }
            };
        }
        all(ph);
        System.out.println(Arrays.toString(meals) + " " + bad[0]);
        all(() -> peterson(0, 300), () -> peterson(1, 300));
        System.out.println(shared);
        Map<String, Integer> cache = new HashMap<>();
        ReadWriteLock rw = new ReentrantReadWriteLock();
        int[] misses = new int[1];
        Runnable reader = () -> {
            for (int i = 0; i < 150; i++) {
                String k = "k" + i % 10;
                Integer v;
                rw.readLock().lock();
                try {
                    v = cache.get(k);
                } finally {
                    rw.readLock().unlock();
                }
                if (v == null) {
                    rw.writeLock().lock();
                    try {
                        if (cache.putIfAbsent(k, i) == null) misses[0]++;
                    } finally {
                        rw.writeLock().unlock();
                    }
                }
            }
        };
        all(reader, reader, reader);
        System.out.println(cache.size() + " " + misses[0]);
        Semaphore customers = new Semaphore(0), barber = new Semaphore(0);
        int[] cut = new int[1];
        all(() -> {
            for (int i = 0; i < 40; i++) {
                customers.acquireUninterruptibly();
                cut[0]++;
                barber.release();
            }
        }, () -> {
            for (int i = 0; i < 40; i++) {
                customers.release();
                barber.acquireUninterruptibly();
            }
        });
        System.out.println(cut[0]);
        StringBuffer order = new StringBuffer();
        Object turnLock = new Object();
        int[] whose = {0};
        Runnable[] letters = new Runnable[3];
        for (int i = 0; i < 3; i++) {
            int k = i;
            letters[i] = () -> {
                for (int r = 0; r < 8; r++) {
                    synchronized (turnLock) {
                        while (whose[0] != k) {
                            try {
                                turnLock.wait();
                            } catch (InterruptedException e) {
                                return;
                            }
                        }
                        order.append((char) ('A' + k));
                        whose[0] = (k + 1) % 3;
                        turnLock.notifyAll();
                    }
                }
            };
        }
        all(letters);
        System.out.println(order);
        int[] account = {1000, 1000, 1000};
        Object[] locks = {new Object(), new Object(), new Object()};
        Runnable[] movers = new Runnable[4];
        for (int i = 0; i < 4; i++) {
            int seed = i;
            movers[i] = () -> {
                Random r = new Random(seed);
                for (int k = 0; k < 200; k++) {
                    int from = r.nextInt(3), to = (from + 1 + r.nextInt(2)) % 3, amt = r.nextInt(50);
                    synchronized (locks[Math.min(from, to)]) {
                        synchronized (locks[Math.max(from, to)]) {
                            account[from] -= amt;
                            account[to] += amt;
                        }
                    }
                }
            };
        }
        all(movers);
        System.out.println(account[0] + account[1] + account[2]);
        System.out.println("done Philosophers");
    }
}
