/** Threads made by C: attached with and without names, as daemons, repeatedly, in parallel; what Java sees of them, monitors, uncaught exceptions at detaching. */
public class Main {
    static final Object LOCK = new Object();
    static int total;
    static boolean notified;

    static native void init(Object lock);

    static native void run(int which);

    static native void together(int n);

    static void seen(String label, int n) {
        Thread t = Thread.currentThread();
        System.out.println(label + n + ": " + (label.equals("plain") ? t.getName().startsWith("Thread-") : t.getName()) + " " + t.isDaemon() + " " + t.isAlive() + " " + t.getState() + " " + t.getPriority() + " " + t.getThreadGroup().getName() + " " + (t.getContextClassLoader() == ClassLoader.getSystemClassLoader()) + " " + t.getStackTrace().length + " " + new Throwable().getStackTrace().length);
        ThreadLocal<String> tl = ThreadLocal.withInitial(() -> "initial");
        System.out.println(tl.get());
    }

    static void fail() {
        throw new IllegalStateException("not caught in C");
    }

    static int work(int i) {
        StringBuilder sb = new StringBuilder();
        for (int k = 0; k < i % 10; k++) sb.append(k);
        return sb.length() + new int[i][2].length;
    }

    static void add(int n) {
        total += n;
    }

    public static void main(String[] args) throws Exception {
        System.loadLibrary("threads");
        init(LOCK);
        run(0);
        Thread waiter = new Thread(() -> {
            synchronized (LOCK) {
                try {
                    LOCK.wait(20000);
                    notified = true;
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) Thread.sleep(1);
        run(1);
        waiter.join();
        System.out.println("notified by C " + notified);
        run(2);
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.out.println("uncaught in " + t.getName() + ": " + e));
        run(3);
        run(4);
        together(6);
        System.out.println(total);
        int alive = Thread.activeCount();
        System.out.println(alive + " " + Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals("from C")));
        System.out.println("done JniThreads");
    }
}
