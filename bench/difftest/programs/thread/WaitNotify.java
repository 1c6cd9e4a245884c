import java.util.*;

/** wait and notify in detail: notify wakes exactly one, order of reacquisition is free, timeouts, interrupt against notify, wait in nested locks, spurious-proof loops. */
public class WaitNotify {
    static class Gate {
        int waiting, released, permits;

        synchronized void pass() throws InterruptedException {
            waiting++;
            notifyAll();
            while (permits == 0) wait();
            permits--;
            waiting--;
            released++;
            notifyAll();
        }

        synchronized void awaitWaiting(int n) throws InterruptedException {
            while (waiting < n) wait();
        }

        synchronized void release(int n) throws InterruptedException {
            int want = released + n;
            permits += n;
            notifyAll();
            while (released < want) wait();
        }
    }

    static boolean state(Thread t, Thread.State s) throws InterruptedException {
        for (int i = 0; i < 4000 && t.getState() != s; i++) Thread.sleep(3);
        return t.getState() == s;
    }

    public static void main(String[] args) throws Exception {
        Gate g = new Gate();
        List<Thread> ts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Thread t = new Thread(() -> {
                try {
                    g.pass();
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            });
            ts.add(t);
            t.start();
        }
        g.awaitWaiting(6);
        g.release(2);
        System.out.println(g.waiting + " " + g.released);
        g.release(4);
        for (Thread t : ts) t.join();
        System.out.println(g.waiting + " " + g.released);
        Object one = new Object();
        int[] woken = new int[1];
        Thread[] ws = new Thread[3];
        for (int i = 0; i < 3; i++) {
            ws[i] = new Thread(() -> {
                synchronized (one) {
                    try {
                        one.wait();
                        woken[0]++;
                    } catch (InterruptedException e) {
                        woken[0] += 100;
                    }
                }
            });
            ws[i].start();
        }
        for (Thread w : ws) System.out.print(state(w, Thread.State.WAITING) + " ");
        System.out.println();
        synchronized (one) {
            one.notify();
        }
        int alive = 3;
        for (int i = 0; i < 4000 && alive == 3; i++) {
            Thread.sleep(2);
            alive = 0;
            for (Thread w : ws) if (w.isAlive()) alive++;
        }
        System.out.println(alive + " " + woken[0]);
        for (Thread w : ws) {
            if (w.isAlive()) {
                w.interrupt();
                w.join();
                break;
            }
        }
        System.out.println(woken[0]);
        synchronized (one) {
            one.notifyAll();
        }
        for (Thread w : ws) w.join();
        System.out.println(woken[0]);
        Object lock = new Object();
        String[] r = new String[1];
        Thread both = new Thread(() -> {
            synchronized (lock) {
                try {
                    lock.wait();
                    r[0] = "notified, flag " + Thread.currentThread().isInterrupted();
                } catch (InterruptedException e) {
                    r[0] = "interrupted, flag " + Thread.currentThread().isInterrupted();
                }
            }
        });
        both.start();
        state(both, Thread.State.WAITING);
        synchronized (lock) {
            both.interrupt();
            System.out.println(state(both, Thread.State.BLOCKED));
        }
        both.join();
        System.out.println(r[0]);
        synchronized (lock) {
            long t0 = System.nanoTime();
            lock.wait(20, 500_000);
            System.out.println(System.nanoTime() - t0 >= 19_000_000);
            lock.wait(0, 1);
        }
        Object outer = new Object(), inner = new Object();
        Thread holder = new Thread(() -> {
            synchronized (outer) {
                synchronized (inner) {
                    try {
                        inner.wait();
                    } catch (InterruptedException e) {
                        r[0] = "holder " + Thread.holdsLock(outer) + Thread.holdsLock(inner);
                    }
                }
            }
        });
        holder.start();
        state(holder, Thread.State.WAITING);
        synchronized (inner) {
            System.out.println("inner is free");
        }
        Thread wantsOuter = new Thread(() -> {
            synchronized (outer) {
                System.out.println("outer at last");
            }
        });
        wantsOuter.start();
        System.out.println(state(wantsOuter, Thread.State.BLOCKED));
        holder.interrupt();
        holder.join();
        wantsOuter.join();
        System.out.println(r[0]);
        Thread waitsOnItself = new Thread() {
            @Override
            public void run() {
                synchronized (this) {
                    try {
                        wait(50);
                    } catch (InterruptedException e) {
                        System.out.println(e);
                    }
                }
            }
        };
        synchronized (waitsOnItself) {
            waitsOnItself.start();
            while (waitsOnItself.isAlive()) waitsOnItself.wait();
        }
        System.out.println("termination notified");
        int[] ping = new int[1];
        Thread pinger = new Thread(() -> play(ping, 0)), ponger = new Thread(() -> play(ping, 1));
        pinger.start();
        ponger.start();
        pinger.join();
        ponger.join();
        System.out.println(ping[0]);
        System.out.println("done WaitNotify");
    }

    static void play(int[] ball, int parity) {
        for (int i = 0; i < 300; i++) {
            synchronized (ball) {
                while (ball[0] % 2 != parity) {
                    try {
                        ball.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                ball[0]++;
                ball.notify();
            }
        }
    }
}
