import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;

/** ReentrantLock, conditions, read-write and stamped locks, semaphores, barriers, latches, exchangers. */
public class Locks {
    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    static void inThread(Runnable r) throws InterruptedException {
        Thread t = new Thread(r);
        t.start();
        t.join();
    }

    static class Bounded {
        final Lock l;
        final Condition full, empty;
        final ArrayDeque<Integer> q = new ArrayDeque<>();

        Bounded(boolean fair) {
            l = new ReentrantLock(fair);
            full = l.newCondition();
            empty = l.newCondition();
        }

        void put(int v) throws InterruptedException {
            l.lock();
            try {
                while (q.size() == 3) full.await();
                q.add(v);
                empty.signal();
            } finally {
                l.unlock();
            }
        }

        int take() throws InterruptedException {
            l.lockInterruptibly();
            try {
                while (q.isEmpty()) empty.await();
                full.signal();
                return q.poll();
            } finally {
                l.unlock();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ReentrantLock l = new ReentrantLock();
        t("unlock free", () -> {
            l.unlock();
            return 0;
        });
        l.lock();
        l.lock();
        System.out.println(l.getHoldCount() + " " + l.isLocked() + " " + l.isHeldByCurrentThread() + " " + l.isFair() + " " + l.tryLock());
        inThread(() -> System.out.println("other tryLock " + l.tryLock() + " " + l.isHeldByCurrentThread()));
        inThread(() -> t("other unlock", () -> {
            l.unlock();
            return 0;
        }));
        for (int i = 0; i < 3; i++) l.unlock();
        System.out.println(l.isLocked() + " " + l.toString().replaceAll("@[0-9a-f]+", "@"));
        t("condition without lock", () -> {
            l.newCondition().signal();
            return 0;
        });
        t("await without lock", () -> l.newCondition().await(1, TimeUnit.MILLISECONDS));
        l.lock();
        Condition c = l.newCondition();
        t("await timeout", () -> c.await(2, TimeUnit.MILLISECONDS) + " " + (c.awaitNanos(1000) <= 0));
        Thread.currentThread().interrupt();
        t("await interrupted", () -> c.await(1, TimeUnit.SECONDS));
        l.unlock();
        for (boolean fair : new boolean[]{false, true}) {
            Bounded b = new Bounded(fair);
            int[] sum = new int[2];
            Thread[] ts = new Thread[4];
            for (int i = 0; i < 2; i++) {
                int k = i;
                ts[i] = new Thread(() -> {
                    try {
                        for (int v = 0; v < 60; v++) b.put(v + k);
                    } catch (InterruptedException e) {
                        System.out.println(e);
                    }
                });
                ts[i + 2] = new Thread(() -> {
                    try {
                        for (int v = 0; v < 60; v++) sum[k] += b.take();
                    } catch (InterruptedException e) {
                        System.out.println(e);
                    }
                });
            }
            for (Thread t : ts) t.start();
            for (Thread t : ts) t.join();
            System.out.println(sum[0] + sum[1]);
        }
        ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
        rw.readLock().lock();
        rw.readLock().lock();
        System.out.println(rw.getReadLockCount() + " " + rw.getReadHoldCount() + " " + rw.writeLock().tryLock());
        inThread(() -> System.out.println("other read " + rw.readLock().tryLock() + " write " + rw.writeLock().tryLock()));
        rw.readLock().unlock();
        rw.readLock().unlock();
        t("read unlock", () -> {
            rw.readLock().unlock();
            return 0;
        });
        StampedLock st = new StampedLock();
        long opt = st.tryOptimisticRead();
        System.out.println(st.validate(opt));
        long w = st.writeLock();
        System.out.println(st.validate(opt) + " " + st.isWriteLocked() + " " + st.tryReadLock());
        st.unlockWrite(w);
        long r = st.readLock();
        long up = st.tryConvertToWriteLock(r);
        System.out.println(up != 0);
        st.unlock(up);
        t("bad stamp", () -> {
            st.unlockRead(12345);
            return 0;
        });
        Semaphore se = new Semaphore(2);
        System.out.println(se.tryAcquire() + " " + se.tryAcquire(2) + " " + se.availablePermits() + " " + se.drainPermits() + " " + se.tryAcquire(1, TimeUnit.MILLISECONDS));
        se.release(5);
        System.out.println(se.availablePermits());
        CountDownLatch cl = new CountDownLatch(2);
        System.out.println(cl.await(1, TimeUnit.MILLISECONDS) + " " + cl.getCount());
        inThread(cl::countDown);
        cl.countDown();
        cl.countDown();
        cl.await();
        AtomicInteger trips = new AtomicInteger();
        CyclicBarrier cb = new CyclicBarrier(3, trips::incrementAndGet);
        Thread[] ts = new Thread[3];
        for (int i = 0; i < 3; i++) {
            ts[i] = new Thread(() -> {
                try {
                    for (int k = 0; k < 5; k++) cb.await();
                } catch (Exception e) {
                    System.out.println(e);
                }
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(trips + " " + cb.getParties() + " " + cb.isBroken());
        t("broken", () -> cb.await(1, TimeUnit.MILLISECONDS));
        t("broken2", cb::await);
        Exchanger<String> exch = new Exchanger<>();
        String[] got = new String[1];
        Thread et = new Thread(() -> {
            try {
                got[0] = exch.exchange("from other");
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        et.start();
        System.out.println(exch.exchange("from main"));
        et.join();
        System.out.println(got[0]);
        AtomicInteger spins = new AtomicInteger();
        AtomicBoolean spin = new AtomicBoolean();
        int[] guarded = new int[1];
        Thread[] sp = new Thread[3];
        for (int i = 0; i < 3; i++) {
            sp[i] = new Thread(() -> {
                for (int k = 0; k < 100; k++) {
                    while (!spin.compareAndSet(false, true)) {
                        spins.incrementAndGet();
                        Thread.yield();
                    }
                    guarded[0]++;
                    spin.set(false);
                }
            });
            sp[i].start();
        }
        for (Thread t : sp) t.join();
        System.out.println(guarded[0]);
        System.out.println("done Locks");
    }
}
