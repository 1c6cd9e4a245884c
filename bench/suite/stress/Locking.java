import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Monitors, wait and notify, park and unpark, the locks built on them. */
final class Locking {
    static List<Soak.Activity> activities() {
        return List.of(new Bank(), new Buffer(), new Barrier(), new Handover(), new Conditions(),
                new Recursion(), new Counters());
    }

    /** Money moves between accounts under two monitors; none is lost. */
    static final class Bank implements Soak.Activity {
        static final class Account {
            long money = 1000;
        }

        final Account[] accounts = new Account[16];

        Bank() {
            java.util.Arrays.setAll(accounts, i -> new Account());
        }

        @Override
        public void step(int self, Random random) {
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(accounts.length);
                int to = random.nextInt(accounts.length);
                Account first = accounts[Math.min(from, to)];
                Account second = accounts[Math.max(from, to)];
                synchronized (first) {
                    synchronized (second) {
                        int amount = random.nextInt(10);
                        accounts[from].money -= amount;
                        if (random.nextInt(20) == 0) {
                            Thread.yield();
                        }
                        accounts[to].money += amount;
                        if (random.nextInt(50) == 0) {
                            // A hash makes the lock a heavy one.
                            int hash = System.identityHashCode(first);
                            Soak.require(hash == first.hashCode(), "hash of a locked object");
                        }
                    }
                }
            }
            Soak.require(!Thread.holdsLock(accounts[0]), "a lock was not released");
        }

        @Override
        public void check() {
            long sum = 0;
            for (Account account : accounts) {
                sum += account.money;
            }
            Soak.require(sum == 1000L * accounts.length, "money: " + sum);
        }
    }

    /** A bounded buffer: what is put in comes out, once, in the order of each producer. */
    static final class Buffer implements Soak.Activity {
        record Item(int producer, long number) {}

        final ArrayDeque<Item> items = new ArrayDeque<>();
        final long[] put = new long[Soak.THREADS];
        final long[] taken = new long[Soak.THREADS];

        @Override
        public synchronized void step(int self, Random random) throws InterruptedException {
            long deadline = System.nanoTime() + 20_000_000;
            boolean puts = random.nextBoolean();
            while (puts ? items.size() >= 4 : items.isEmpty()) {
                if (Soak.stopping || System.nanoTime() > deadline) {
                    return;
                }
                if (random.nextBoolean()) {
                    wait(10);
                } else {
                    wait(5, 1000);
                }
                Soak.require(Thread.holdsLock(this), "wait returns without the lock");
            }
            if (puts) {
                items.add(new Item(self, put[self]++));
            } else {
                Item item = items.remove();
                Soak.require(taken[item.producer]++ == item.number, "order of " + item);
            }
            if (random.nextBoolean()) {
                notifyAll();
            } else {
                notify();
            }
        }

        @Override
        public synchronized void stop() {
            notifyAll();
        }

        @Override
        public void check() {
            for (Item item : items) {
                Soak.require(taken[item.producer]++ == item.number, "order of " + item);
            }
            Soak.require(java.util.Arrays.equals(put, taken), "items are lost");
        }
    }

    /** Waits with interrupts: the flag is cleared exactly when the exception is thrown. */
    static final class Barrier implements Soak.Activity {
        @Override
        public void step(int self, Random random) {
            Object lock = new Object();
            try {
                synchronized (lock) {
                    if (random.nextBoolean()) {
                        Thread.currentThread().interrupt();
                        lock.wait();
                        Soak.require(false, "wait was not interrupted");
                    }
                    lock.wait(1);
                }
            } catch (InterruptedException e) {
                Soak.require(!Thread.holdsLock(lock), "the lock outlives its block");
            }
            try {
                lock.notify();
                Soak.require(false, "notify without the lock");
            } catch (IllegalMonitorStateException e) {
                // As it must be.
            }
        }
    }

    /** Whoever finds a parked thread hands it a value and unparks it. */
    static final class Handover implements Soak.Activity {
        static final class Waiter {
            final Thread thread = Thread.currentThread();
            volatile long value;
        }

        final AtomicReference<Waiter> waiting = new AtomicReference<>();
        final AtomicLong given = new AtomicLong();
        final AtomicLong received = new AtomicLong();

        @Override
        public void step(int self, Random random) {
            Waiter other = waiting.getAndSet(null);
            if (other != null) {
                long value = 1 + random.nextInt(100);
                given.addAndGet(value);
                other.value = value;
                LockSupport.unpark(other.thread);
                return;
            }
            Waiter mine = new Waiter();
            if (!waiting.compareAndSet(null, mine)) {
                return;
            }
            long deadline = System.nanoTime() + 5_000_000;
            while (mine.value == 0) {
                if (System.nanoTime() > deadline && waiting.compareAndSet(mine, null)) {
                    return;
                }
                if (Thread.interrupted()) {
                    // A park would return at once.
                    continue;
                }
                LockSupport.parkNanos(this, 1_000_000);
            }
            received.addAndGet(mine.value);
        }

        @Override
        public void check() {
            Soak.require(given.get() == received.get(), given + " given, " + received + " received");
        }
    }

    /** Locks and conditions of java.util.concurrent, with time limits. */
    static final class Conditions implements Soak.Activity {
        final ReentrantLock lock = new ReentrantLock();
        final Condition changed = lock.newCondition();
        final Semaphore permits = new Semaphore(3);
        final AtomicInteger inside = new AtomicInteger();
        long turns;
        long signals;

        @Override
        public void step(int self, Random random) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                turns++;
                if (random.nextInt(4) == 0) {
                    changed.await(200, TimeUnit.MICROSECONDS);
                    Soak.require(lock.isHeldByCurrentThread(), "await returns without the lock");
                } else {
                    changed.signal();
                    signals++;
                }
            } finally {
                lock.unlock();
            }
            if (permits.tryAcquire(1, TimeUnit.MILLISECONDS)) {
                try {
                    Soak.require(inside.incrementAndGet() <= 3, "more threads than permits");
                    Thread.yield();
                } finally {
                    inside.decrementAndGet();
                    permits.release();
                }
            }
        }

        @Override
        public void check() {
            Soak.require(!lock.isLocked() && !lock.hasQueuedThreads(), "the lock is held");
            Soak.require(permits.availablePermits() == 3, "permits are lost");
            Soak.require(signals <= turns, "more signals than turns");
        }
    }

    /** Monitors that are entered many times over, and left by exceptions. */
    static final class Recursion implements Soak.Activity {
        int depth;

        @Override
        public void step(int self, Random random) {
            int levels = 1 + random.nextInt(30);
            try {
                descend(levels, levels, random.nextBoolean());
            } catch (ArithmeticException e) {
                Soak.require(!Thread.holdsLock(this), "an exception left the lock");
            }
        }

        synchronized void descend(int levels, int total, boolean fails) {
            Soak.require(depth++ == total - levels, "someone else is inside");
            try {
                if (levels > 1) {
                    descend(levels - 1, total, fails);
                } else if (fails) {
                    throw new ArithmeticException();
                }
            } finally {
                depth--;
            }
        }

        @Override
        public void check() {
            Soak.require(depth == 0, "depth " + depth);
        }
    }

    /** Atomic updates of a shared map. */
    static final class Counters implements Soak.Activity {
        final ConcurrentHashMap<String, Long> map = new ConcurrentHashMap<>();
        final AtomicLong sum = new AtomicLong();

        @Override
        public void step(int self, Random random) {
            for (int i = 0; i < 30; i++) {
                long value = random.nextInt(5);
                map.merge("key" + random.nextInt(100), value, Long::sum);
                sum.addAndGet(value);
            }
            if (random.nextInt(50) == 0) {
                Long removed = map.remove("key" + random.nextInt(100));
                if (removed != null) {
                    sum.addAndGet(-removed);
                }
            }
        }

        @Override
        public void check() {
            long total = map.values().stream().mapToLong(Long::longValue).sum();
            Soak.require(total == sum.get(), total + " in the map, " + sum + " added");
        }
    }
}
