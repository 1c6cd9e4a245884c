import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Threads in all states, and two deadlocks. Waits for input once everything stands still. */
public class ThreadDump {
    static volatile long spins;
    static final Object A = new Object(), B = new Object();

    static synchronized void sleepLocked() {
        pause(100_000);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void lockBoth(Object first, Object second, CountDownLatch latch) throws InterruptedException {
        synchronized (first) {
            latch.countDown();
            latch.await();
            synchronized (second) {
                System.out.println("no deadlock");
            }
        }
    }

    interface Body {
        void run() throws Exception;
    }

    static Thread start(String name, Body body) {
        Thread thread = new Thread(name) {
            @Override
            public void run() {
                try {
                    body.run();
                } catch (Exception e) {
                    System.out.println(e);
                }
            }
        };
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public static void main(String[] args) throws Exception {
        CountDownLatch latch = new CountDownLatch(2);
        start("monitor-1", () -> lockBoth(A, B, latch));
        start("monitor-2", () -> lockBoth(B, A, latch));
        start("sleeper", ThreadDump::sleepLocked);
        pause(100);
        start("blocked", ThreadDump::sleepLocked);
        Object lock = new Object();
        start("waiter", () -> {
            synchronized (lock) {
                synchronized (lock) {
                    lock.wait();
                }
            }
        });
        start("timed-waiter", () -> {
            synchronized (lock) {
                lock.wait(100_000);
            }
        });
        ReentrantLock held = new ReentrantLock();
        held.lock();
        start("locker", held::lock);
        start("parker", () -> LockSupport.parkNanos(100_000_000_000L));
        Thread runner = start("runner", () -> {
            while (true) {
                spins++;
            }
        });
        start("joiner", runner::join);
        ReentrantLock one = new ReentrantLock(), two = new ReentrantLock();
        start("lock-1", () -> {
            one.lock();
            pause(300);
            two.lock();
        });
        start("lock-2", () -> {
            two.lock();
            pause(300);
            one.lock();
        });
        pause(1000);
        System.out.println("READY");
        System.in.read();
        Runtime.getRuntime().halt(0);
    }
}
