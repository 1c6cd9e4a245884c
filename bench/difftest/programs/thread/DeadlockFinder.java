import java.lang.management.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

/** ThreadMXBean on threads in known states: deadlocks over monitors and over locks, owners, blocked counts, locked monitors and synchronizers in dumps; the deadlocks end by daemons. */
public class DeadlockFinder {
    static final Object A = new Object(), B = new Object();
    static final ReentrantLock LA = new ReentrantLock(), LB = new ReentrantLock();

    static void cross(Object first, Object second, CyclicBarrier both) {
        synchronized (first) {
            await(both);
            synchronized (second) {
                System.out.println("not reached");
            }
        }
    }

    static void crossLocks(Lock first, Lock second, CyclicBarrier both) {
        first.lock();
        await(both);
        second.lock();
    }

    static void await(CyclicBarrier b) {
        try {
            b.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    static Thread daemon(String name, Runnable r) {
        Thread t = new Thread(r, name);
        t.setDaemon(true);
        t.start();
        return t;
    }

    static void until(Thread t, Thread.State s) throws InterruptedException {
        while (t.getState() != s) Thread.sleep(1);
    }

    static String lock(LockInfo l) {
        return l == null ? "-" : l.getClassName().replaceAll(".*\\.", "");
    }

    static void info(ThreadInfo i) {
        StringBuilder sb = new StringBuilder(i.getThreadName() + " " + i.getThreadState() + " on " + lock(i.getLockInfo()) + " of " + i.getLockOwnerName() + " " + (i.getLockOwnerId() > 0) + " native " + i.isInNative() + " suspended " + i.isSuspended() + " daemon " + i.isDaemon());
        for (MonitorInfo m : i.getLockedMonitors()) sb.append(" holds ").append(lock(m)).append(" at ").append(m.getLockedStackFrame().getMethodName()).append(m.getLockedStackDepth());
        for (LockInfo s : i.getLockedSynchronizers()) sb.append(" owns ").append(lock(s));
        for (StackTraceElement e : i.getStackTrace()) if (e.getClassName().equals("DeadlockFinder")) sb.append(" <").append(e.getMethodName());
        System.out.println(sb);
    }

    public static void main(String[] args) throws Exception {
        ThreadMXBean mx = ManagementFactory.getThreadMXBean();
        System.out.println(mx.findDeadlockedThreads() == null ? "none yet" : "some");
        CyclicBarrier both = new CyclicBarrier(2);
        Thread t1 = daemon("one", () -> cross(A, B, both)), t2 = daemon("two", () -> cross(B, A, both));
        until(t1, Thread.State.BLOCKED);
        until(t2, Thread.State.BLOCKED);
        long[] ids = mx.findMonitorDeadlockedThreads();
        Arrays.sort(ids);
        System.out.println(ids.length + " " + (ids[0] == t1.getId()) + " " + (ids[1] == t2.getId()));
        for (ThreadInfo i : mx.getThreadInfo(ids, true, true)) info(i);
        Thread t3 = daemon("three", () -> crossLocks(LA, LB, both)), t4 = daemon("four", () -> crossLocks(LB, LA, both));
        until(t3, Thread.State.WAITING);
        until(t4, Thread.State.WAITING);
        while (!LA.hasQueuedThread(t4) || !LB.hasQueuedThread(t3) || t3.getState() != Thread.State.WAITING || t4.getState() != Thread.State.WAITING) Thread.sleep(1);
        ids = mx.findDeadlockedThreads();
        Arrays.sort(ids);
        System.out.println(ids.length + " " + mx.findMonitorDeadlockedThreads().length);
        for (ThreadInfo i : mx.getThreadInfo(ids, true, true)) info(i);
        Object w = new Object();
        Thread waiter = daemon("waiter", () -> {
            synchronized (w) {
                synchronized (A.getClass()) {
                    try {
                        w.wait();
                    } catch (InterruptedException e) {
                        System.out.println("woken");
                    }
                }
            }
        });
        until(waiter, Thread.State.WAITING);
        info(mx.getThreadInfo(new long[]{waiter.getId()}, true, true)[0]);
        ThreadInfo brief = mx.getThreadInfo(waiter.getId());
        System.out.println(brief.getStackTrace().length + " " + brief.getThreadName() + " " + mx.getThreadInfo(waiter.getId(), 1).getStackTrace()[0].getMethodName() + " " + brief.getWaitedCount() + " " + brief.getBlockedCount());
        waiter.interrupt();
        waiter.join();
        System.out.println(mx.getThreadInfo(waiter.getId()) + " " + (mx.getThreadInfo(new long[]{waiter.getId(), t1.getId()})[1].getThreadName()));
        Thread parked = daemon("parked", () -> LockSupport.park("blocker"));
        until(parked, Thread.State.WAITING);
        info(mx.getThreadInfo(new long[]{parked.getId()}, false, false)[0]);
        LockSupport.unpark(parked);
        parked.join();
        Thread sleeper = daemon("sleeper", () -> {
            try {
                Thread.sleep(100000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        until(sleeper, Thread.State.TIMED_WAITING);
        info(mx.getThreadInfo(new long[]{sleeper.getId()}, true, true)[0]);
        sleeper.interrupt();
        sleeper.join();
        try {
            mx.getThreadInfo(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        List<String> dump = new ArrayList<>();
        for (ThreadInfo i : mx.dumpAllThreads(true, true)) if (Set.of("main", "one", "two", "three", "four").contains(i.getThreadName())) dump.add(i.getThreadName() + i.getThreadState() + i.getLockedMonitors().length + i.getLockedSynchronizers().length);
        Collections.sort(dump);
        System.out.println(dump);
        ThreadInfo before = mx.getThreadInfo(t1.getId());
        System.out.print(before.getBlockedCount() + " " + before.getBlockedTime() + " " + before.getWaitedTime() + " " + mx.isThreadContentionMonitoringEnabled() + " ");
        mx.setThreadContentionMonitoringEnabled(true);
        Thread.sleep(3);
        ThreadInfo self = mx.getThreadInfo(Thread.currentThread().getId());
        System.out.println(mx.isThreadContentionMonitoringEnabled() + " " + (self.getWaitedTime() >= 2) + " " + (self.getWaitedTime() < 60000) + " " + (self.getWaitedCount() > 1) + " " + self.getBlockedTime());
        mx.setThreadContentionMonitoringEnabled(false);
        System.out.println(mx.isObjectMonitorUsageSupported() + " " + mx.isSynchronizerUsageSupported() + " " + mx.isThreadContentionMonitoringSupported() + " " + mx.isCurrentThreadCpuTimeSupported() + " " + (mx.getCurrentThreadCpuTime() > 0) + " " + (mx.getThreadCount() >= mx.getDaemonThreadCount()) + " " + (mx.getTotalStartedThreadCount() > 7) + " " + (mx.getPeakThreadCount() >= 5));
        System.out.println("done DeadlockFinder");
    }
}
