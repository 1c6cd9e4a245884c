// difftest: compare=stdout,exit,stderr
/** Exceptions that leave threads: handlers of the thread, the group and the VM; main ends normally, exit code 0. */
public class UncaughtThreads {
    static class Group extends ThreadGroup {
        Group() {
            super("grp");
        }

        @Override
        public void uncaughtException(Thread t, Throwable e) {
            System.out.println("group " + t.getName() + " " + e);
        }
    }

    static void run(Thread t) throws InterruptedException {
        t.start();
        t.join();
    }

    public static void main(String[] args) throws Exception {
        Runnable boom = () -> {
            throw new IllegalStateException("boom in " + Thread.currentThread().getName());
        };
        run(new Thread(boom, "plain"));
        Thread t = new Thread(boom, "handled");
        t.setUncaughtExceptionHandler((th, e) -> System.out.println("own " + th.getName() + " " + e.getMessage()));
        run(t);
        run(new Thread(new Group(), boom, "in-group"));
        Thread.setDefaultUncaughtExceptionHandler((th, e) -> System.out.println("default " + th.getName() + " " + e.getMessage()));
        run(new Thread(boom, "defaulted"));
        Thread bad = new Thread(boom, "bad-handler");
        bad.setUncaughtExceptionHandler((th, e) -> {
            System.out.println("handler throws");
            throw new RuntimeException("ignored");
        });
        run(bad);
        Thread.setDefaultUncaughtExceptionHandler(null);
        Thread named = new Thread(() -> {
            throw new StackOverflowError("an error");
        }, "last");
        run(named);
        System.out.println(named.getState() + " " + named.isAlive() + " " + named.getThreadGroup());
        System.out.println("done UncaughtThreads");
    }
}
