// difftest: skip-comp=its delays of some milliseconds pass while the classes of timers are compiled
// difftest: timing=tasks run in the order in which their delays pass
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Scheduling: timers and their tasks, fixed rates and delays, cancellation, failing periodic tasks, order by due time, completion services, time-outs of futures, shutdown policies. */
public class Timetables {
    static void t(String what, Callable<?> c) {
        try {
            System.out.println(what + ": " + c.call());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage() + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }

    public static void main(String[] args) throws Exception {
        Timer timer = new Timer("timer", true);
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(4);
        for (int i : new int[]{30, 10, 20}) timer.schedule(new TimerTask() {
            @Override
            public void run() {
                log.add("after " + i + " on " + Thread.currentThread().getName());
                done.countDown();
            }
        }, i);
        TimerTask cancelled = new TimerTask() {
            @Override
            public void run() {
                log.add("must not run");
            }
        };
        timer.schedule(cancelled, 15);
        System.out.println(cancelled.cancel() + " " + cancelled.cancel() + " " + timer.purge());
        int[] runs = {0};
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                if (++runs[0] == 5) {
                    System.out.println("periodic cancelled " + cancel());
                    done.countDown();
                }
            }
        }, 0, 1);
        done.await();
        System.out.println(log + " " + runs[0]);
        t("used task", () -> {
            timer.schedule(cancelled, 1);
            return 0;
        });
        CountDownLatch died = new CountDownLatch(1);
        Thread.setDefaultUncaughtExceptionHandler((th, e) -> {
            System.out.println(th.getName() + " " + e);
            died.countDown();
        });
        timer.schedule(new TimerTask() {
            @Override
            public void run() {
                throw new IllegalStateException("kills the timer");
            }
        }, 0);
        died.await();
        for (int i = 0; i < 1000; i++) {
            try {
                timer.schedule(new TimerTask() {
                    @Override
                    public void run() {}
                }, 1000);
                Thread.sleep(1);
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
                break;
            }
        }
        ScheduledThreadPoolExecutor ex = new ScheduledThreadPoolExecutor(1);
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        List<ScheduledFuture<Integer>> fs = new ArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        ex.submit(() -> {
            gate.await();
            return 0;
        });
        for (int d : new int[]{9, 3, 6, 1, 3}) fs.add(ex.schedule(() -> {
            order.add(d);
            return d * d;
        }, d, TimeUnit.MILLISECONDS));
        Thread.sleep(12);
        gate.countDown();
        int sum = 0;
        for (var f : fs) sum += f.get();
        System.out.println(order + " " + sum + " " + fs.get(0).isDone() + " " + (fs.get(0).getDelay(TimeUnit.DAYS) <= 0) + " " + (fs.get(1).compareTo(fs.get(0)) < 0));
        AtomicInteger n = new AtomicInteger();
        ScheduledFuture<?> failing = ex.scheduleAtFixedRate(() -> {
            if (n.incrementAndGet() == 3) throw new UnsupportedOperationException("third");
        }, 0, 1, TimeUnit.MILLISECONDS);
        t("failing periodic", failing::get);
        System.out.println(n.get());
        CountDownLatch four = new CountDownLatch(4);
        ScheduledFuture<?> delayed = ex.scheduleWithFixedDelay(four::countDown, 0, 1, TimeUnit.MICROSECONDS);
        four.await();
        System.out.println(delayed.cancel(false) + " " + delayed.isCancelled() + " " + delayed.cancel(true));
        t("cancelled", delayed::get);
        t("bad period", () -> ex.scheduleAtFixedRate(() -> { }, 0, 0, TimeUnit.SECONDS));
        t("timeout", () -> ex.schedule(() -> 1, 1, TimeUnit.HOURS).get(2, TimeUnit.MILLISECONDS));
        System.out.println(ex.getQueue().size() + " " + ex.getRemoveOnCancelPolicy() + " " + ex.getExecuteExistingDelayedTasksAfterShutdownPolicy());
        ex.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        ex.shutdown();
        System.out.println(ex.awaitTermination(20, TimeUnit.SECONDS) + " " + ex.getQueue().size());
        ExecutorService pool = Executors.newFixedThreadPool(3);
        ExecutorCompletionService<String> cs = new ExecutorCompletionService<>(pool);
        CountDownLatch[] steps = {new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1)};
        for (int i = 0; i < 3; i++) {
            int k = i;
            cs.submit(() -> {
                steps[k].await();
                if (k == 1) throw new IllegalArgumentException("task 1");
                return "task " + k;
            });
        }
        for (int k : new int[]{2, 1, 0}) {
            steps[k].countDown();
            t("completed", () -> cs.take().get());
        }
        System.out.println(cs.poll());
        t("orTimeout", () -> new CompletableFuture<String>().orTimeout(2, TimeUnit.MILLISECONDS).get());
        t("completeOnTimeout", () -> new CompletableFuture<String>().completeOnTimeout("late", 2, TimeUnit.MILLISECONDS).get());
        t("delayed executor", () -> CompletableFuture.supplyAsync(() -> "delayed", CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS, pool)).get());
        pool.shutdown();
        System.out.println(TimeUnit.MILLISECONDS.convert(2, TimeUnit.HOURS) + " " + TimeUnit.DAYS.toNanos(1_000_000) + " " + TimeUnit.NANOSECONDS.toMicros(-1500) + " " + TimeUnit.of(java.time.temporal.ChronoUnit.HOURS) + " " + TimeUnit.SECONDS.toChronoUnit());
        System.out.println("done Timetables");
    }
}
