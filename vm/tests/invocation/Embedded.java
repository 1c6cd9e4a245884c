import java.util.concurrent.atomic.AtomicInteger;

/** The Java side of embed.c. */
public class Embedded {
    static final AtomicInteger COUNT = new AtomicInteger();

    static native int sum(int a, long b, double c, String s);

    static native void nativeBounce(int depth);

    static void hello() {
        System.out.println("hello from " + Thread.currentThread().getName());
    }

    static void properties() {
        System.out.println("given = " + System.getProperty("given"));
    }

    static void exit3() {
        System.exit(3);
    }

    static void describeThread() {
        Thread thread = Thread.currentThread();
        String name = thread.getName().replaceAll("Thread-\\d+", "Thread-N");
        System.out.println("  " + name + ", daemon " + thread.isDaemon() + ", group "
            + thread.getThreadGroup().getName() + ", loader "
            + (thread.getContextClassLoader() == ClassLoader.getSystemClassLoader())
            + ", state " + thread.getState() + ", priority " + thread.getPriority());
    }

    static ThreadGroup group() {
        return new ThreadGroup("a group");
    }

    static void handled() {
        Thread.currentThread().setUncaughtExceptionHandler(
            (thread, e) -> System.out.println("  handler of " + thread.getName() + ": " + e));
        throw new IllegalArgumentException("not caught in Java");
    }

    static void throwing() {
        Thread.setDefaultUncaughtExceptionHandler(
            (thread, e) -> System.out.println("  default handler of " + thread.getName() + ": " + e));
        throw new IllegalArgumentException("pending");
    }

    static void count() {
        COUNT.incrementAndGet();
        StringBuilder garbage = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            garbage.append(i);
        }
        if (garbage.length() != 190) {
            throw new AssertionError();
        }
    }

    static void printCount() {
        System.out.println("  " + COUNT.get() + " calls");
    }

    static void startSlowThread() {
        hook();
        new Thread(() -> {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            System.out.println("Java thread ends");
        }).start();
        Thread daemon = new Thread(() -> {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        daemon.setDaemon(true);
        daemon.start();
    }

    static void hook() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shutdown hook")));
    }

    static void bounce(int depth) {
        if (depth <= 0) {
            throw new ArithmeticException("bottom");
        }
        nativeBounce(depth);
    }

    static void callNatives() {
        System.out.println("  sum " + sum(1, 20L, 300.7, "four"));
        try {
            bounce(5);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                System.out.println("  " + cause);
            }
            StackTraceElement[] trace = e.getStackTrace();
            for (StackTraceElement element : trace) {
                System.out.println("    " + element.getMethodName()
                    + (element.isNativeMethod() ? " (native)" : ""));
            }
        }
    }

    static void callUnregistered() {
        try {
            sum(1, 2, 3, "");
        } catch (UnsatisfiedLinkError e) {
            System.out.println("  " + e.getMessage());
        }
    }

    static int depth(int n) {
        return n == Integer.MAX_VALUE ? n : 1 + depth(n + 1);
    }

    static void overflow() {
        try {
            depth(0);
            System.out.println("  no overflow");
        } catch (StackOverflowError e) {
            System.out.println("  StackOverflowError caught");
        }
    }
}
