import java.util.*;
import java.util.concurrent.*;

/** CompletableFuture: chains, combination, exceptions and their wrapping, timeouts, async with an executor. */
public class CompletableFutures {
    static String show(CompletableFuture<?> f) {
        try {
            return "value " + f.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return "EE <- " + e.getCause();
        } catch (CancellationException e) {
            return "cancelled";
        } catch (Exception e) {
            return e.toString();
        }
    }

    static String join(CompletableFuture<?> f) {
        try {
            return "joined " + f.join();
        } catch (CompletionException e) {
            return "CE <- " + e.getCause();
        } catch (CancellationException e) {
            return "cancelled";
        }
    }

    static <T> T fail(String m) {
        throw new IllegalStateException(m);
    }

    public static void main(String[] args) throws Exception {
        ExecutorService ex = Executors.newFixedThreadPool(2, r -> {
            Thread t = new Thread(r, "cf");
            t.setDaemon(true);
            return t;
        });
        CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> 20, ex), b = CompletableFuture.supplyAsync(() -> 22, ex);
        System.out.println(show(a.thenCombine(b, Integer::sum)));
        System.out.println(show(a.thenApply(x -> x * 2).thenCompose(x -> CompletableFuture.supplyAsync(() -> "c" + x, ex)).thenApply(String::length)));
        System.out.println(show(a.thenApplyAsync(x -> Thread.currentThread().getName() + x, ex)));
        CompletableFuture<Integer> bad = CompletableFuture.supplyAsync(() -> fail("bad"), ex);
        System.out.println(show(bad) + " | " + join(bad) + " | " + bad.isCompletedExceptionally());
        System.out.println(show(bad.thenApply(x -> x + 1)) + " | " + join(bad.thenApply(x -> x + 1)));
        System.out.println(show(bad.exceptionally(t -> {
            System.out.println("exceptionally " + t);
            return -1;
        })));
        System.out.println(show(bad.handle((v, t) -> v + "/" + t)));
        System.out.println(show(a.handle((v, t) -> v + "/" + t)));
        System.out.println(show(bad.whenComplete((v, t) -> System.out.println("when " + v + " " + t))));
        System.out.println(show(a.whenComplete((v, t) -> fail("in when"))));
        System.out.println(show(a.thenAccept(v -> System.out.println("accept " + v)).thenRun(() -> System.out.println("run"))));
        System.out.println(show(CompletableFuture.allOf(a, b)) + " " + show(CompletableFuture.allOf(a, bad, b)));
        System.out.println(show(CompletableFuture.anyOf(CompletableFuture.completedFuture("any"), new CompletableFuture<>())));
        CompletableFuture<String> m = new CompletableFuture<>();
        System.out.println(m.isDone() + " " + m.getNow("absent") + " " + m.complete("x") + " " + m.complete("y") + " " + m.getNow("absent") + " " + m.completeExceptionally(new Error()));
        m.obtrudeValue("z");
        System.out.println(m.join());
        CompletableFuture<String> c = new CompletableFuture<>();
        CompletableFuture<Integer> dep = c.thenApply(String::length);
        System.out.println(c.cancel(true) + " " + c.isCancelled() + " " + show(c) + " " + show(dep) + " " + dep.isCancelled());
        System.out.println(show(new CompletableFuture<String>().orTimeout(5, TimeUnit.MILLISECONDS)));
        System.out.println(show(new CompletableFuture<String>().completeOnTimeout("late", 5, TimeUnit.MILLISECONDS)));
        System.out.println(show(a.applyToEither(new CompletableFuture<>(), x -> "either" + x)));
        System.out.println(show(a.acceptEither(new CompletableFuture<Integer>(), x -> System.out.println("acc either " + x))));
        System.out.println(show(a.thenAcceptBoth(b, (x, y) -> System.out.println("both " + (x + y)))));
        System.out.println(show(a.runAfterBoth(b, () -> System.out.println("after both"))));
        System.out.println(show(CompletableFuture.failedFuture(new java.io.IOException("ff"))) + " " + join(CompletableFuture.failedFuture(new java.io.IOException("ff"))));
        System.out.println(show(bad.exceptionallyCompose(t -> CompletableFuture.completedFuture(5))));
        System.out.println(show(CompletableFuture.supplyAsync(() -> 1, CompletableFuture.delayedExecutor(3, TimeUnit.MILLISECONDS, ex))));
        CompletableFuture<Integer> chain = CompletableFuture.completedFuture(0);
        for (int i = 0; i < 200; i++) chain = chain.thenApply(x -> x + 1);
        System.out.println(show(chain));
        CompletableFuture<Integer> root = new CompletableFuture<>(), tail = root;
        for (int i = 0; i < 200; i++) tail = tail.thenApply(x -> x + 1);
        root.complete(1000);
        System.out.println(show(tail) + " " + root.getNumberOfDependents());
        System.out.println(show(CompletableFuture.supplyAsync(() -> ForkJoinPool.commonPool() != null)));
        try {
            CompletableFuture.allOf((CompletableFuture<?>) null);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        System.out.println(a.minimalCompletionStage().toCompletableFuture().copy().join() + " " + a.toString().replaceAll("@[0-9a-f]+", "@"));
        ex.shutdown();
        System.out.println("done CompletableFutures");
    }
}
