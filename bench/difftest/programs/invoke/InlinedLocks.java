// difftest: flags=-XX:-OmitStackTraceInFastThrow
/** Monitors, handlers and finally blocks of code that stands in that of its callers. */
public class InlinedLocks {
    private int count;
    private static int total;

    synchronized int add(int n) {
        if (n % 13 == 12) {
            throw new IllegalArgumentException("add " + n + " " + Thread.holdsLock(this));
        }
        count += n;
        return count;
    }

    static synchronized int addStatic(int n) {
        if (n % 17 == 16) {
            throw new IllegalStateException("static " + Thread.holdsLock(InlinedLocks.class));
        }
        return total += n;
    }

    int block(Object lock, int n) {
        synchronized (lock) {
            return nested(lock, n) + (Thread.holdsLock(lock) ? 1 : 0);
        }
    }

    private int nested(Object lock, int n) {
        synchronized (lock) {
            synchronized (this) {
                return add(n);
            }
        }
    }

    static int finallyOf(int n, StringBuilder log) {
        try {
            return mayThrow(n);
        } finally {
            log.append('f');
            if (log.length() > 50) {
                log.setLength(0);
            }
        }
    }

    static int mayThrow(int n) {
        try {
            return inner(n);
        } catch (ArithmeticException e) {
            throw new RuntimeException("wrapped " + e.getMessage(), e);
        }
    }

    static int inner(int n) {
        return 100 / (n % 10);
    }

    static int rethrow(int n) {
        try {
            return inner(n) + inner(n + 1);
        } catch (RuntimeException e) {
            if (n % 20 == 9) {
                return -7;
            }
            throw e;
        }
    }

    public static void main(String[] args) throws Exception {
        InlinedLocks locks = new InlinedLocks();
        Object lock = new Object();
        StringBuilder log = new StringBuilder();
        long hash = 0;
        for (int i = 0; i < 4000; i++) {
            try {
                hash = hash * 31 + locks.add(i);
            } catch (IllegalArgumentException e) {
                hash = hash * 31 + e.getMessage().hashCode() + (Thread.holdsLock(locks) ? 5 : 0);
            }
            try {
                hash = hash * 31 + addStatic(i);
            } catch (IllegalStateException e) {
                hash = hash * 31 + e.getMessage().hashCode() + (Thread.holdsLock(InlinedLocks.class) ? 5 : 0);
            }
            try {
                hash = hash * 31 + locks.block(lock, i);
            } catch (IllegalArgumentException e) {
                hash = hash * 31 + e.getMessage().hashCode() + (Thread.holdsLock(lock) ? 5 : 0) + (Thread.holdsLock(locks) ? 9 : 0);
            }
            try {
                hash = hash * 31 + finallyOf(i, log);
            } catch (RuntimeException e) {
                hash = hash * 31 + (e.getMessage() + e.getCause().getStackTrace()[0].getMethodName()).hashCode();
            }
            try {
                hash = hash * 31 + rethrow(i);
            } catch (ArithmeticException e) {
                hash = hash * 31 + e.getStackTrace()[1].getMethodName().hashCode();
            }
        }
        System.out.println(hash + " " + log + " " + locks.count + " " + total);
        Thread other = new Thread(() -> {
            synchronized (lock) {
                synchronized (locks) {
                    System.out.println("both are free");
                }
            }
        });
        other.start();
        other.join();
        System.out.println("done InlinedLocks");
    }
}
