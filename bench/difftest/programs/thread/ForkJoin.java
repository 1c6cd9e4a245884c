import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.stream.*;

/** ForkJoinPool: recursive tasks and actions, invokeAll, exceptions, CountedCompleter, parallel streams and sorts, Phaser. */
public class ForkJoin {
    static class Sum extends RecursiveTask<Long> {
        final int[] a;
        final int lo, hi;

        Sum(int[] a, int lo, int hi) {
            this.a = a;
            this.lo = lo;
            this.hi = hi;
        }

        @Override
        protected Long compute() {
            if (hi - lo < 50) {
                long s = 0;
                for (int i = lo; i < hi; i++) s += a[i];
                return s;
            }
            int mid = (lo + hi) >>> 1;
            Sum l = new Sum(a, lo, mid), r = new Sum(a, mid, hi);
            l.fork();
            return r.compute() + l.join();
        }
    }

    static class Fib extends RecursiveTask<Integer> {
        final int n;

        Fib(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 2) return n;
            Fib a = new Fib(n - 1), b = new Fib(n - 2);
            invokeAll(a, b);
            return a.join() + b.join();
        }
    }

    static class Inc extends RecursiveAction {
        final int[] a;
        final int lo, hi;

        Inc(int[] a, int lo, int hi) {
            this.a = a;
            this.lo = lo;
            this.hi = hi;
        }

        @Override
        protected void compute() {
            if (hi - lo <= 20) {
                for (int i = lo; i < hi; i++) a[i]++;
            } else {
                int m = (lo + hi) / 2;
                invokeAll(new Inc(a, lo, m), new Inc(a, m, hi));
            }
        }
    }

    static class Boom extends RecursiveTask<Integer> {
        final int d;

        Boom(int d) {
            this.d = d;
        }

        @Override
        protected Integer compute() {
            if (d == 0) throw new IllegalStateException("leaf");
            return new Boom(d - 1).fork().join();
        }
    }

    static class Count extends CountedCompleter<Integer> {
        final int lo, hi;
        final AtomicInteger sum;

        Count(CountedCompleter<?> p, int lo, int hi, AtomicInteger sum) {
            super(p);
            this.lo = lo;
            this.hi = hi;
            this.sum = sum;
        }

        @Override
        public void compute() {
            if (hi - lo > 10) {
                int m = (lo + hi) / 2;
                setPendingCount(2);
                new Count(this, lo, m, sum).fork();
                new Count(this, m, hi, sum).fork();
            } else {
                for (int i = lo; i < hi; i++) sum.addAndGet(i);
            }
            tryComplete();
        }
    }

    public static void main(String[] args) throws Exception {
        int[] a = IntStream.range(0, 2000).map(i -> i * 7 % 1001).toArray();
        long want = Arrays.stream(a).asLongStream().sum();
        ForkJoinPool p = new ForkJoinPool(3);
        System.out.println(p.invoke(new Sum(a, 0, a.length)) == want);
        System.out.println(p.submit(new Fib(13)).get() + " " + new Fib(10).invoke() + " " + p.getParallelism());
        p.invoke(new Inc(a, 0, a.length));
        System.out.println(Arrays.stream(a).asLongStream().sum() - want);
        try {
            p.invoke(new Boom(5));
        } catch (IllegalStateException e) {
            Throwable r = e;
            while (r.getCause() != null) r = r.getCause();
            System.out.println("ISE " + r.getMessage());
        }
        Boom b = new Boom(0);
        p.execute(b);
        b.quietlyJoin();
        System.out.println(b.isCompletedAbnormally() + " " + b.getException().getClass().getSimpleName() + " " + b.isCancelled());
        AtomicInteger s = new AtomicInteger();
        p.invoke(new Count(null, 0, 200, s));
        System.out.println(s);
        System.out.println(p.submit(() -> ForkJoinTask.inForkJoinPool()).get() + " " + ForkJoinTask.inForkJoinPool());
        p.shutdown();
        System.out.println(p.awaitTermination(30, TimeUnit.SECONDS));
        System.out.println(IntStream.range(0, 3000).parallel().filter(i -> i % 3 == 0).mapToLong(i -> (long) i * i).sum());
        List<Integer> l = IntStream.range(0, 500).boxed().collect(Collectors.toList());
        System.out.println(l.parallelStream().map(x -> x + 1).collect(Collectors.toList()).equals(l.stream().map(x -> x + 1).collect(Collectors.toList())));
        System.out.println(l.parallelStream().reduce(0, Integer::sum) + " " + l.parallelStream().sorted(Comparator.reverseOrder()).limit(3).collect(Collectors.toList()));
        System.out.println(new TreeMap<>(l.parallelStream().collect(Collectors.groupingByConcurrent(x -> x % 4, Collectors.counting()))));
        StringBuffer sb = new StringBuffer();
        l.parallelStream().limit(20).forEachOrdered(x -> sb.append(x).append(','));
        System.out.println(sb);
        System.out.println(l.parallelStream().anyMatch(x -> x == 321) + " " + l.parallelStream().allMatch(x -> x < 500) + " " + l.parallelStream().filter(x -> x > 100).findFirst().get());
        try {
            l.parallelStream().forEach(x -> {
                if (x == 250) throw new IllegalArgumentException("250");
            });
        } catch (IllegalArgumentException e) {
            System.out.println("IAE");
        }
        int[] big = new Random(5).ints(9000).toArray(), copy = big.clone();
        Arrays.parallelSort(big);
        Arrays.sort(copy);
        System.out.println(Arrays.equals(big, copy));
        int[] pre = new int[1000];
        Arrays.parallelSetAll(pre, i -> i);
        Arrays.parallelPrefix(pre, Integer::sum);
        System.out.println(pre[999]);
        Phaser ph = new Phaser(1);
        int[] phases = new int[4];
        for (int t = 0; t < 3; t++) {
            ph.register();
            new Thread(() -> {
                for (int k = 0; k < 4; k++) {
                    synchronized (phases) {
                        phases[k]++;
                    }
                    ph.arriveAndAwaitAdvance();
                }
                ph.arriveAndDeregister();
            }).start();
        }
        StringBuilder seen = new StringBuilder();
        for (int k = 0; k < 4; k++) {
            ph.arriveAndAwaitAdvance();
            synchronized (phases) {
                seen.append(phases[k]);
            }
        }
        ph.arriveAndDeregister();
        System.out.println(seen);
        System.out.println("done ForkJoin");
    }
}
