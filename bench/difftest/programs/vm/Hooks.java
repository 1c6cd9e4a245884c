// difftest: compare=stdout,exit,stderr
/** Many shutdown hooks, a hook that throws, output after main, uncaught exception in a hook; exit status stays. */
public class Hooks {
    static final java.util.concurrent.atomic.AtomicInteger ran = new java.util.concurrent.atomic.AtomicInteger();

    public static void main(String[] args) throws Exception {
        Runtime r = Runtime.getRuntime();
        Thread[] ts = new Thread[8];
        for (int i = 0; i < ts.length; i++) {
            ts[i] = new Thread(ran::incrementAndGet);
            r.addShutdownHook(ts[i]);
        }
        r.addShutdownHook(new Thread(() -> {
            for (Thread t : ts) {
                try {
                    t.join();
                    while (t.getState() == Thread.State.NEW) Thread.sleep(1);
                    t.join();
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            }
            System.out.println("hooks ran " + ran);
        }));
        Thread bad = new Thread(() -> {
            throw new IllegalStateException("in hook");
        }, "bad-hook");
        r.addShutdownHook(bad);
        try {
            r.addShutdownHook(null);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        Thread running = new Thread(() -> {
            synchronized (ran) {
                ran.get();
            }
        });
        synchronized (ran) {
            running.start();
            try {
                r.addShutdownHook(running);
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
        }
        running.join();
        System.exit(300 - 256 + 6);
    }
}
