import java.util.*;

/** Start, join, names, priorities, groups, daemon inheritance, states, ThreadLocal, interrupts, errors of misuse. */
public class ThreadBasics {
    static final StringBuffer log = new StringBuffer();

    static void await(Thread t, Thread.State s) throws InterruptedException {
        for (int i = 0; i < 6000 && t.getState() != s; i++) Thread.sleep(5);
        System.out.println(t.getName() + " is " + t.getState());
    }

    static class Sub extends Thread {
        int n;

        Sub(String name) {
            super(name);
        }

        @Override
        public void run() {
            n = 42;
            log.append(Thread.currentThread() == this);
        }
    }

    public static void main(String[] args) throws Exception {
        Thread m = Thread.currentThread();
        System.out.println(m + " " + m.getId() + " " + m.isDaemon() + " " + m.isAlive() + " " + m.getState());
        Sub s = new Sub("sub");
        System.out.println(s.getState() + " " + s.isAlive());
        s.run();
        s.n = 0;
        s.start();
        s.join();
        System.out.println(s.n + " " + s.getState() + " " + s.isAlive() + " " + log + " " + s.getThreadGroup());
        try {
            s.start();
        } catch (IllegalThreadStateException e) {
            System.out.println(e);
        }
        Object lock = new Object();
        Thread waiter = new Thread(() -> {
            synchronized (lock) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    log.append(" interrupted ").append(Thread.currentThread().isInterrupted());
                }
            }
        }, "waiter");
        waiter.start();
        await(waiter, Thread.State.WAITING);
        Thread blocked = new Thread(() -> {
            synchronized (lock) {
                log.append(" got lock");
            }
        }, "blocked");
        synchronized (lock) {
            blocked.start();
            await(blocked, Thread.State.BLOCKED);
            waiter.interrupt();
            await(waiter, Thread.State.BLOCKED);
        }
        waiter.join();
        blocked.join();
        System.out.println(log.toString().contains("interrupted false") && log.toString().contains("got lock"));
        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(100_000);
            } catch (InterruptedException e) {
                System.out.println(e.getMessage());
            }
        }, "sleeper");
        sleeper.start();
        await(sleeper, Thread.State.TIMED_WAITING);
        sleeper.interrupt();
        sleeper.join();
        Thread.currentThread().interrupt();
        System.out.println(Thread.currentThread().isInterrupted() + " " + Thread.interrupted() + " " + Thread.interrupted());
        m.interrupt();
        try {
            Thread.sleep(1);
        } catch (InterruptedException e) {
            System.out.println("sleep " + e.getMessage() + " " + m.isInterrupted());
        }
        m.interrupt();
        try {
            synchronized (lock) {
                lock.wait(1);
            }
        } catch (InterruptedException e) {
            System.out.println("wait " + e.getMessage());
        }
        m.interrupt();
        try {
            s.join();
            System.out.println("join of dead");
            new Thread(() -> {}).join(1);
        } catch (InterruptedException e) {
            System.out.println("join " + e.getMessage());
        }
        System.out.println(Thread.interrupted());
        ThreadGroup g = new ThreadGroup("g");
        g.setMaxPriority(4);
        Thread p = new Thread(g, () -> {}, "p");
        System.out.println(p.getPriority() + " " + g + " " + g.getParent().getName() + " " + g.activeCount());
        p.setPriority(9);
        System.out.println(p.getPriority());
        try {
            p.setPriority(11);
        } catch (IllegalArgumentException e) {
            System.out.println("bad priority");
        }
        boolean[] inh = new boolean[2];
        Thread d = new Thread(() -> inh[0] = new Thread(() -> {}).isDaemon());
        d.setDaemon(true);
        d.start();
        d.join();
        System.out.println(inh[0]);
        Thread alive = new Thread(() -> {
            synchronized (inh) {
                inh[1] = true;
            }
        });
        synchronized (inh) {
            alive.start();
            try {
                alive.setDaemon(true);
            } catch (IllegalThreadStateException e) {
                System.out.println("daemon of started");
            }
        }
        alive.join();
        ThreadLocal<Integer> tl = ThreadLocal.withInitial(() -> 5);
        InheritableThreadLocal<String> itl = new InheritableThreadLocal<>() {
            @Override
            protected String childValue(String p) {
                return p + "-child";
            }
        };
        tl.set(6);
        itl.set("main");
        String[] r = new String[1];
        Thread c = new Thread(() -> r[0] = tl.get() + itl.get());
        c.start();
        c.join();
        tl.remove();
        System.out.println(r[0] + " " + tl.get() + " " + itl.get());
        try {
            Thread.sleep(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            new Thread((String) null);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            s.join(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Thread.holdsLock(lock) + " " + Thread.currentThread().getThreadGroup().getName() + " " + new Thread(() -> {}, "x").getStackTrace().length);
        for (int i = 0; i < 5; i++) Thread.yield();
        Thread[] many = new Thread[30];
        int[] sum = new int[1];
        for (int i = 0; i < many.length; i++) {
            int k = i;
            many[i] = new Thread(() -> {
                synchronized (sum) {
                    sum[0] += k;
                }
            });
            many[i].start();
        }
        for (Thread t : many) t.join();
        System.out.println(sum[0]);
        System.out.println("done ThreadBasics");
    }
}
