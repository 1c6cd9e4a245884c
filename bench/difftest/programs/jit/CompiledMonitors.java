import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.concurrent.CountDownLatch;

/**
 * Monitors that compiled code enters and leaves: nested, more often than any count in an object holds, contended, with
 * wait and notify, over loops that are replaced, with exceptions, of objects with hash codes, and seen by management.
 */
public class CompiledMonitors {
    private int count;
    private static int total;

    synchronized int recursive(int n) {
        return n == 0 ? ++count : recursive(n - 1) + 1;
    }

    static synchronized int add(int n) {
        return total += n;
    }

    int nested(Object a, Object b, int i) {
        synchronized (a) {
            synchronized (b) {
                synchronized (a) {
                    count += i;
                    return Thread.holdsLock(a) && Thread.holdsLock(b) ? count : -1;
                }
            }
        }
    }

    static int deep(Object lock, int n) {
        synchronized (lock) {
            return n == 0 ? (Thread.holdsLock(lock) ? 1 : 0) : 1 + deep(lock, n - 1);
        }
    }

    synchronized int thrower(int i) {
        if (i % 7 == 0) throw new IllegalStateException("at " + i);
        return 100 / (i % 5);
    }

    int catches(int i) {
        int caught = 0;
        try {
            synchronized (this) {
                caught += thrower(i);
            }
        } catch (IllegalStateException e) {
            caught += 1000;
        } catch (ArithmeticException e) {
            caught += 2000;
        }
        return Thread.holdsLock(this) ? -1 : caught;
    }

    static int hashed(int i) {
        Object fresh = new Object();
        int before;
        synchronized (fresh) {
            before = fresh.hashCode();
            synchronized (fresh) {
                if (fresh.hashCode() != before) return -1;
            }
        }
        return fresh.hashCode() == before && !Thread.holdsLock(fresh) ? i & 7 : -2;
    }

    static int hashedBefore(int i) {
        Object fresh = new Object();
        int before = fresh.hashCode();
        synchronized (fresh) {
            if (fresh.hashCode() != before) return -1;
        }
        return fresh.hashCode() == before ? i & 3 : -2;
    }

    /** Nobody else sees the lock, but for the way out of a rare path. */
    static Object escaped;

    static int mayEscape(int i) {
        Object lock = new Object();
        synchronized (lock) {
            if (i % 1000 == 999) {
                escaped = lock;
                if (!Thread.holdsLock(escaped)) return -1;
            }
        }
        return i % 1000 == 999 && Thread.holdsLock(escaped) ? -2 : i & 1;
    }

    /** Monitors held around a loop, and entered in it. */
    static long loop(Object outer, CompiledMonitors inner, int n) {
        long sum = 0;
        synchronized (outer) {
            for (int i = 0; i < n; i++) {
                synchronized (inner) {
                    sum += inner.count ^ i;
                }
                if (!Thread.holdsLock(outer)) return -1;
            }
        }
        for (int i = 0; i < n; i++) {
            synchronized (inner) {
                sum += i;
            }
        }
        return Thread.holdsLock(outer) || Thread.holdsLock(inner) ? -2 : sum;
    }

    static int nullLock(Object lock) {
        try {
            synchronized (lock) {
                return 1;
            }
        } catch (NullPointerException e) {
            return 0;
        }
    }

    static int overflow(CompiledMonitors lock, int n) {
        synchronized (lock) {
            return overflow(lock, n + 1) + 1;
        }
    }

    static class Channel {
        private int value;
        private boolean full;

        synchronized void put(int v) throws InterruptedException {
            while (full) wait();
            value = v;
            full = true;
            notifyAll();
        }

        int take() throws InterruptedException {
            synchronized (this) {
                synchronized (this) {
                    while (!full) wait(10_000);
                    full = false;
                    notifyAll();
                    return value;
                }
            }
        }
    }

    static void single() {
        CompiledMonitors shared = new CompiledMonitors();
        Object a = new Object(), b = new Object();
        long sum = 0;
        for (int i = 0; i < 3000; i++) {
            sum += shared.nested(a, b, i & 15) + shared.recursive(i & 15) + add(i & 3);
            sum = sum * 31 + shared.catches(i) + hashed(i) + hashedBefore(i) + mayEscape(i);
            sum += nullLock((i & 255) == 0 ? null : a);
        }
        System.out.println(sum + " " + total + " " + shared.count);
        System.out.println(loop(a, shared, 20_000));
        System.out.println(deep(a, 3000) + " " + Thread.holdsLock(a));
        CompiledMonitors overflowed = new CompiledMonitors();
        try {
            overflow(overflowed, 0);
        } catch (StackOverflowError e) {
            System.out.println("overflow " + Thread.holdsLock(overflowed));
        }
    }

    static void contended() throws InterruptedException {
        CompiledMonitors shared = new CompiledMonitors();
        Object other = new Object();
        Thread[] threads = new Thread[3];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 4000; i++) {
                    shared.recursive(i & 3);
                    synchronized (other) {
                        shared.nested(other, shared, 1);
                    }
                    if ((i & 511) == 0) shared.hashCode();
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) thread.join();
        System.out.println(shared.count);
    }

    static void messages() throws InterruptedException {
        Channel channel = new Channel();
        long[] sum = new long[1];
        Thread taker = new Thread(() -> {
            try {
                for (int i = 0; i < 3000; i++) sum[0] += channel.take();
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        taker.start();
        for (int i = 0; i < 3000; i++) channel.put(i);
        taker.join();
        System.out.println(sum[0]);
    }

    /** Holds two monitors of its own and then wants the third. */
    static void hold(Object first, Object second, Object wanted, CountDownLatch ready) {
        synchronized (first) {
            synchronized (second) {
                ready.countDown();
                synchronized (wanted) {
                    total++;
                }
            }
        }
    }

    static void managed() throws InterruptedException {
        for (int i = 0; i < 300; i++) hold(new Object(), "second", "third", new CountDownLatch(1));
        Object first = new Object[0], second = new int[0], wanted = new StringBuilder();
        CountDownLatch ready = new CountDownLatch(1);
        Thread thread = new Thread(() -> hold(first, second, wanted, ready));
        ThreadInfo info;
        synchronized (wanted) {
            thread.start();
            ready.await();
            while (thread.getState() != Thread.State.BLOCKED) Thread.onSpinWait();
            System.gc();
            info = ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {thread.getId()}, true, false)[0];
        }
        for (MonitorInfo held : info.getLockedMonitors()) {
            System.out.println("held " + held.getClassName() + " " + held.getLockedStackFrame().getMethodName());
        }
        System.out.println("wanted " + info.getLockInfo().getClassName());
        thread.join();
        ThreadInfo own;
        synchronized (first) {
            own = ManagementFactory.getThreadMXBean()
                .getThreadInfo(new long[] {Thread.currentThread().getId()}, true, false)[0];
        }
        System.out.println(own.getLockedMonitors().length);
    }

    public static void main(String[] args) throws InterruptedException {
        single();
        contended();
        messages();
        managed();
    }
}
