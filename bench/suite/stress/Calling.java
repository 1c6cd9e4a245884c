import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Lambdas, method handles, reflection, exceptions, deep stacks, new threads. */
final class Calling {
    static List<Soak.Activity> activities() {
        return List.of(new Lambdas(), new Handles(), new Throwing(), new Deep(), new Threads());
    }

    static final class Lambdas implements Soak.Activity {
        @Override
        public void step(int self, Random random) {
            int n = random.nextInt(100);
            IntUnaryOperator add = x -> x + n;
            IntUnaryOperator twice = add.andThen(add);
            Soak.require(twice.applyAsInt(self) == self + 2 * n, "composed lambdas");
            int sum = IntStream.rangeClosed(1, n).filter(i -> i % 2 == 0).map(add).sum();
            int half = n / 2;
            Soak.require(sum == half * (half + 1) + half * n, "sum of a stream");
            if (random.nextInt(20) == 0) {
                int parallel = IntStream.range(0, 500).parallel().map(i -> i ^ 1).sum();
                Soak.require(parallel == 499 * 500 / 2, "sum of a parallel stream");
            }
        }
    }

    static final class Handles implements Soak.Activity {
        static final MethodHandle CONCAT;
        static final VarHandle COUNT;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                CONCAT = lookup.findVirtual(String.class, "concat",
                        MethodType.methodType(String.class, String.class));
                COUNT = lookup.findVarHandle(Handles.class, "count", long.class);
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        long count;
        final AtomicInteger added = new AtomicInteger();

        @Override
        public void step(int self, Random random) throws Exception {
            try {
                String text = (String) CONCAT.invokeExact("a", "b" + self);
                Soak.require(text.equals("ab" + self), text);
                MethodHandle bound = MethodHandles.insertArguments(CONCAT, 1, "x");
                Soak.require(bound.invoke("y").equals("yx"), "bound handle");
                CONCAT.invoke("a", (Object) 1);
                Soak.require(false, "no ClassCastException");
            } catch (ClassCastException e) {
                COUNT.getAndAdd(this, 1L);
                added.incrementAndGet();
            } catch (Throwable t) {
                throw new AssertionError(t);
            }
            Object length = String.class.getMethod("length").invoke("four");
            Soak.require(length.equals(4), "reflection");
        }

        @Override
        public void check() {
            Soak.require(count == added.get(), count + " of " + added);
        }
    }

    static final class Throwing implements Soak.Activity {
        static final class Own extends Exception {
            final int depth;

            Own(int depth, Throwable cause) {
                super("at " + depth, cause);
                this.depth = depth;
            }
        }

        int descend(int depth, int[] unwound) throws Own {
            try {
                if (depth == 0) {
                    int[] none = null;
                    return none[0];
                }
                return descend(depth - 1, unwound);
            } catch (NullPointerException e) {
                throw new Own(depth, e);
            } finally {
                unwound[0]++;
            }
        }

        @Override
        public void step(int self, Random random) {
            int depth = random.nextInt(60);
            int[] unwound = {0};
            try {
                descend(depth, unwound);
                Soak.require(false, "nothing was thrown");
            } catch (Own e) {
                Soak.require(e.depth == 0 && unwound[0] == depth + 1, "unwound " + unwound[0]);
                Soak.require(e.getStackTrace()[depth].getMethodName().equals("descend"), "trace");
                Soak.require(e.getStackTrace()[depth + 1].getMethodName().equals("step"), "trace");
                Soak.require(e.getCause() instanceof NullPointerException, "cause");
            }
            try {
                Object[] strings = new String[1];
                strings[random.nextInt(1)] = self;
                Soak.require(false, "no ArrayStoreException");
            } catch (ArrayStoreException e) {
                Soak.require(e.getMessage().equals("java.lang.Integer"), e.getMessage());
            }
        }
    }

    static final class Deep implements Soak.Activity {
        static int depth(int n, Object kept) {
            return n == 0 ? kept.hashCode() : depth(n - 1, kept) + 1;
        }

        static int endless(int n) {
            return endless(n + 1) + 1;
        }

        @Override
        public void step(int self, Random random) {
            Integer kept = 1_000_000 + self;
            int n = random.nextInt(500);
            Soak.require(depth(n, kept) == kept + n, "deep recursion");
            if (random.nextInt(100) == 0) {
                try {
                    Soak.require(endless(0) < 0, "no end");
                } catch (StackOverflowError e) {
                    Soak.require(e.getStackTrace().length > 500, "trace of an overflow");
                }
            }
        }
    }

    static final class Threads implements Soak.Activity {
        static final ThreadLocal<int[]> LOCAL = ThreadLocal.withInitial(() -> new int[1]);

        @Override
        public void step(int self, Random random) throws InterruptedException {
            LOCAL.get()[0]++;
            if (random.nextInt(10) != 0) {
                return;
            }
            AtomicInteger ran = new AtomicInteger();
            Thread thread = new Thread(() -> {
                Soak.require(LOCAL.get()[0]++ == 0, "a thread local of another thread");
                ran.incrementAndGet();
            });
            Throwable[] uncaught = new Throwable[1];
            thread.setUncaughtExceptionHandler((t, e) -> uncaught[0] = e);
            thread.start();
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            Soak.require(uncaught[0] == null && ran.get() == 1, "a thread ran " + ran + " times");
            Soak.require(thread.getState() == Thread.State.TERMINATED, "state after join");
            int sum = CompletableFuture.supplyAsync(() -> self)
                    .thenCombine(CompletableFuture.supplyAsync(() -> 5), Integer::sum).join();
            Soak.require(sum == self + 5, "futures");
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
