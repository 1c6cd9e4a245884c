// difftest: timing=of two delayed tasks the later one must not be scheduled 200 ms late
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Executors: fixed, single, scheduled, cached, rejection, futures, invokeAll/Any, cancellation, uncaught in tasks, shutdown states. */
public class Executors1 {
    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + (e.getMessage() == null ? null : e.getMessage().replaceAll("@[0-9a-f]+", "@").replaceAll("\\[.*", "")) + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }

    public static void main(String[] args) throws Throwable {
        ExecutorService ex = Executors.newFixedThreadPool(3);
        List<Future<Integer>> fs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int k = i;
            fs.add(ex.submit(() -> k * k));
        }
        int s = 0;
        for (Future<Integer> f : fs) s += f.get();
        System.out.println(s);
        t("exception", () -> ex.submit(() -> {
            throw new java.io.IOException("in task");
        }).get());
        t("error", () -> ex.submit((Runnable) () -> {
            throw new StackOverflowError("fake");
        }).get());
        t("runnable result", () -> ex.submit(() -> {}, "given").get() + " " + ex.submit(() -> {}).get());
        t("invokeAll", () -> {
            List<Callable<String>> cs = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int k = i;
                cs.add(() -> "r" + k);
            }
            StringBuilder sb = new StringBuilder();
            for (Future<String> f : ex.invokeAll(cs)) sb.append(f.get()).append(f.isDone());
            return sb;
        });
        t("invokeAny", () -> ex.<String>invokeAny(List.of(() -> {
            throw new IllegalStateException();
        }, () -> "any")));
        t("invokeAny all fail", () -> ex.invokeAny(List.of(() -> {
            throw new IllegalStateException("only");
        })));
        CountDownLatch never = new CountDownLatch(1), started = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch ended = new CountDownLatch(1);
        Future<?> blocked = ex.submit(() -> {
            started.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
            ended.countDown();
        });
        started.await();
        t("timeout", () -> blocked.get(5, TimeUnit.MILLISECONDS));
        System.out.println(blocked.cancel(true) + " " + blocked.isCancelled() + " " + blocked.isDone() + " " + blocked.cancel(true));
        t("get cancelled", blocked::get);
        ended.await();
        System.out.println(interrupted);
        ex.shutdown();
        System.out.println(ex.awaitTermination(30, TimeUnit.SECONDS) + " " + ex.isShutdown() + " " + ex.isTerminated());
        t("rejected", () -> ex.submit(() -> 1));
        ThreadPoolExecutor tp = new ThreadPoolExecutor(1, 2, 1, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), r -> {
            Thread th = new Thread(r, "mine");
            th.setDaemon(true);
            return th;
        }, new ThreadPoolExecutor.CallerRunsPolicy());
        CountDownLatch hold = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        String[] who = new String[1];
        for (int i = 0; i < 3; i++) tp.execute(() -> {
            try {
                hold.await();
            } catch (InterruptedException e) {
                System.out.println(e);
            }
            ran.incrementAndGet();
        });
        tp.execute(() -> who[0] = Thread.currentThread().getName());
        System.out.println(who[0] + " pool " + tp.getPoolSize() + " queue " + tp.getQueue().size() + " largest " + tp.getLargestPoolSize());
        hold.countDown();
        tp.shutdown();
        tp.awaitTermination(30, TimeUnit.SECONDS);
        System.out.println(ran + " " + tp.getCompletedTaskCount());
        ScheduledExecutorService se = Executors.newScheduledThreadPool(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        // Both tasks exist, and the pool has run one, before the first delay begins: between the two calls nothing is linked or compiled.
        Callable<String> lateTask = () -> {
            order.add("late");
            return "late";
        };
        Callable<String> soonTask = () -> {
            order.add("soon");
            return "soon";
        };
        se.schedule(() -> "warm", 1, TimeUnit.MILLISECONDS).get();
        ScheduledFuture<String> late = se.schedule(lateTask, 200, TimeUnit.MILLISECONDS);
        ScheduledFuture<String> soon = se.schedule(soonTask, 1, TimeUnit.MILLISECONDS);
        System.out.println(soon.get() + late.get() + order);
        CountDownLatch ticks = new CountDownLatch(4);
        ScheduledFuture<?> rep = se.scheduleAtFixedRate(ticks::countDown, 0, 1, TimeUnit.MILLISECONDS);
        System.out.println(ticks.await(30, TimeUnit.SECONDS) + " " + rep.cancel(false));
        AtomicInteger n = new AtomicInteger();
        ScheduledFuture<?> dies = se.scheduleWithFixedDelay(() -> {
            if (n.incrementAndGet() == 3) throw new IllegalStateException("third");
        }, 0, 1, TimeUnit.MILLISECONDS);
        t("dies", dies::get);
        System.out.println(n + " " + se.shutdownNow().size());
        ExecutorService one = Executors.newSingleThreadExecutor(r -> new Thread(r, "single"));
        System.out.println(one.submit(() -> Thread.currentThread().getName()).get());
        one.shutdown();
        Timer timer = new Timer("timer", true);
        CountDownLatch tl = new CountDownLatch(3);
        timer.schedule(new TimerTask() {
            public void run() {
                tl.countDown();
                if (tl.getCount() == 0) cancel();
            }
        }, 1, 1);
        System.out.println(tl.await(30, TimeUnit.SECONDS));
        timer.cancel();
        t("timer cancelled", () -> {
            timer.schedule(new TimerTask() {
                public void run() {}
            }, 1);
            return 0;
        });
        FutureTask<Integer> ft = new FutureTask<>(() -> 7) {
            @Override
            protected void done() {
                System.out.println("hook done " + isDone());
            }
        };
        ft.run();
        ft.run();
        System.out.println(ft.get());
        System.out.println("done Executors1");
    }
}
