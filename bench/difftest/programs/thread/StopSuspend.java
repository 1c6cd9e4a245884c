// Thread.stop, suspend and resume: deprecated, but there.
// difftest: javac=-Xlint:-removal
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

@SuppressWarnings({"removal", "deprecation"})
public class StopSuspend {
    static volatile int counter;
    static volatile boolean flag;

    interface Body {
        void run(CountDownLatch ready) throws Throwable;
    }

    /** Starts a thread, waits until it is in {@code state}, stops it, and tells how it ended. */
    static void stop(String what, Thread.State state, Body body) throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        StringBuffer end = new StringBuffer();
        Thread thread = new Thread(() -> {
            try {
                body.run(ready);
                end.append("returned");
            } catch (ThreadDeath death) {
                end.append("ThreadDeath");
            } catch (Throwable other) {
                end.append(other);
            } finally {
                end.append(", finally");
            }
            end.append(Thread.currentThread().isInterrupted() ? ", interrupted" : "");
        });
        thread.start();
        ready.await();
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
        thread.stop();
        thread.join(20_000);
        System.out.println(what + ": " + end + ", alive " + thread.isAlive());
    }

    static synchronized void holdForEver(CountDownLatch ready) {
        ready.countDown();
        while (true) {
            counter++;
        }
    }

    static void spinInCalls(CountDownLatch ready) {
        ready.countDown();
        while (true) {
            call();
        }
    }

    static void call() {
        counter++;
    }

    static void stops() throws Exception {
        stop("spinning", Thread.State.RUNNABLE, ready -> {
            ready.countDown();
            while (true) {
                counter++;
            }
        });
        stop("calling", Thread.State.RUNNABLE, StopSuspend::spinInCalls);
        stop("synchronized", Thread.State.RUNNABLE, StopSuspend::holdForEver);
        synchronized (StopSuspend.class) {
            System.out.println("the monitor is free");
        }
        Object monitor = new Object();
        stop("waiting", Thread.State.WAITING, ready -> {
            synchronized (monitor) {
                ready.countDown();
                monitor.wait();
            }
        });
        stop("timed waiting", Thread.State.TIMED_WAITING, ready -> {
            synchronized (monitor) {
                ready.countDown();
                monitor.wait(60_000);
            }
        });
        stop("sleeping", Thread.State.TIMED_WAITING, ready -> {
            ready.countDown();
            Thread.sleep(1_000);
        });
        stop("parked", Thread.State.WAITING, ready -> {
            ready.countDown();
            LockSupport.park();
        });
        stop("timed parked", Thread.State.TIMED_WAITING, ready -> {
            ready.countDown();
            LockSupport.parkNanos(60_000_000_000L);
        });
        stop("latched", Thread.State.WAITING, ready -> {
            ready.countDown();
            new CountDownLatch(1).await();
        });
        stop("yielding", Thread.State.RUNNABLE, ready -> {
            ready.countDown();
            while (true) {
                Thread.yield();
            }
        });
    }

    /** A thread that is blocked stays so; whether it dies before or after it has entered is open. */
    static void blockedOnMonitor() throws Exception {
        Object monitor = new Object();
        Thread thread = new Thread(() -> {
            synchronized (monitor) {
                call();
            }
        });
        synchronized (monitor) {
            thread.start();
            while (thread.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            thread.stop();
            Thread.sleep(50);
            System.out.println("still blocked: " + thread.getState());
        }
        thread.join();
        System.out.println("then " + thread.getState());
    }

    static void specialCases() throws Exception {
        Thread unstarted = new Thread(() -> System.out.println("must not run"));
        unstarted.stop();
        unstarted.start();
        unstarted.join();
        System.out.println("stopped before its start: " + unstarted.getState());
        unstarted.stop();
        try {
            Thread.currentThread().stop();
            System.out.println("not reached");
        } catch (ThreadDeath death) {
            System.out.println("stopped itself: " + death);
        }
        Thread uncaught = new Thread(() -> {
            flag = true;
            while (true) {
                call();
            }
        });
        uncaught.setUncaughtExceptionHandler((t, e) -> System.out.println("uncaught " + e));
        flag = false;
        uncaught.start();
        while (!flag) {
            Thread.onSpinWait();
        }
        uncaught.stop();
        uncaught.join();
        try {
            Thread.class.getMethod("stop").invoke(Thread.currentThread());
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println("by reflection: " + e.getCause());
        }
    }

    /** Lets time pass until the counter has moved, or has stood still for a while. */
    static boolean moves() throws Exception {
        int before = counter;
        for (int i = 0; i < 100; i++) {
            Thread.sleep(1);
            if (counter != before) {
                return true;
            }
        }
        return false;
    }

    static void suspends() throws Exception {
        flag = false;
        Thread thread = new Thread(() -> {
            while (!flag) {
                counter++;
            }
        });
        thread.start();
        System.out.println("runs: " + moves());
        for (int i = 0; i < 3; i++) {
            thread.suspend();
            thread.suspend();
            moves();
            System.out.println("suspended: moves " + moves() + " " + thread.isAlive() + " " + thread.getState());
            thread.resume();
            System.out.println("resumed: moves " + moves());
        }
        System.gc();
        thread.suspend();
        System.gc();
        System.out.println("stack of a suspended thread: " + (thread.getStackTrace().length > 0));
        thread.stop();
        thread.join();
        System.out.println("stopped while suspended: " + thread.getState());
        thread.resume();
        thread.suspend();

        Thread self = new Thread(() -> {
            Thread.currentThread().suspend();
            System.out.println("after its own suspend");
        });
        self.start();
        self.join(100);
        System.out.println("suspended itself: " + self.isAlive());
        self.resume();
        self.join();

        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(300);
                counter = -1;
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        sleeper.start();
        while (sleeper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        sleeper.suspend();
        sleeper.join(600);
        System.out.println("suspended in sleep: " + sleeper.isAlive() + " " + (counter == -1));
        sleeper.resume();
        sleeper.join();
        System.out.println("then: " + (counter == -1));
    }

    /** A suspended thread that is given a monitor does not keep the others out. */
    static void suspendedContender() throws Exception {
        Object monitor = new Object();
        Thread suspended = new Thread(() -> {
            synchronized (monitor) {
                System.out.println("the suspended one enters");
            }
        });
        Thread other = new Thread(() -> {
            synchronized (monitor) {
                System.out.println("the other one enters");
            }
        });
        synchronized (monitor) {
            suspended.start();
            while (suspended.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            other.start();
            while (other.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            suspended.suspend();
        }
        other.join();
        suspended.resume();
        suspended.join();
    }

    public static void main(String[] args) throws Exception {
        stops();
        blockedOnMonitor();
        specialCases();
        suspends();
        suspendedContender();
        System.out.println("done StopSuspend");
    }
}
