import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Thread locals: initial values, removal, inheritance with transformed values, thousands of them, values that die with their thread, pools that keep them, recursion in initial values. */
public class ThreadLocals {
    static final AtomicInteger made = new AtomicInteger();
    static final ThreadLocal<StringBuilder> BUFFER = ThreadLocal.withInitial(() -> new StringBuilder("b" + made.incrementAndGet()));
    static final InheritableThreadLocal<List<String>> PATH = new InheritableThreadLocal<>() {
        @Override
        protected List<String> initialValue() {
            return List.of("root");
        }

        @Override
        protected List<String> childValue(List<String> parent) {
            List<String> l = new ArrayList<>(parent);
            l.add("child" + parent.size());
            return l;
        }
    };
    static final ThreadLocal<Integer> FIRST = new ThreadLocal<>() {
        @Override
        protected Integer initialValue() {
            return SECOND.get() + 1;
        }
    };
    static final ThreadLocal<Integer> SECOND = ThreadLocal.withInitial(() -> 41);
    static final ThreadLocal<Object> FAILS = ThreadLocal.withInitial(() -> {
        throw new IllegalStateException("initial");
    });

    static void in(Runnable r) throws InterruptedException {
        Thread t = new Thread(r);
        t.start();
        t.join();
    }

    static void nest(int n) {
        System.out.println(n + " " + PATH.get());
        if (n > 0) {
            try {
                in(() -> nest(n - 1));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        BUFFER.get().append("-main");
        in(() -> System.out.println(BUFFER.get().append("-one")));
        System.out.println(BUFFER.get() + " " + made);
        BUFFER.remove();
        System.out.println(BUFFER.get() + " " + made);
        BUFFER.set(null);
        System.out.println(BUFFER.get() + " " + made);
        nest(4);
        PATH.set(List.of("changed"));
        in(() -> System.out.println(PATH.get()));
        PATH.remove();
        in(() -> System.out.println(PATH.get()));
        Thread none = new Thread(null, () -> System.out.println("not inherited " + PATH.get()), "none", 0, false);
        none.start();
        none.join();
        System.out.println(FIRST.get() + " " + SECOND.get());
        for (int i = 0; i < 2; i++) {
            try {
                FAILS.get();
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
        FAILS.set("now");
        System.out.println(FAILS.get());
        List<ThreadLocal<Integer>> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            int k = i;
            many.add(ThreadLocal.withInitial(() -> k));
        }
        long sum = 0;
        for (ThreadLocal<Integer> t : many) sum += t.get();
        for (int i = 0; i < many.size(); i += 2) many.get(i).set(-1);
        for (int i = 0; i < many.size(); i += 3) many.get(i).remove();
        for (ThreadLocal<Integer> t : many) sum += t.get();
        many.subList(0, 2000).clear();
        System.gc();
        for (ThreadLocal<Integer> t : many) sum += t.get();
        for (int i = 0; i < 2000; i++) new ThreadLocal<byte[]>().set(new byte[100]);
        for (ThreadLocal<Integer> t : many) sum += t.get();
        System.out.println(sum);
        long[] sums = new long[4];
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                for (ThreadLocal<Integer> t : many) sums[k] += t.get() + k;
                for (ThreadLocal<Integer> t : many) t.set(t.get() * 2);
                for (ThreadLocal<Integer> t : many) sums[k] += t.get();
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(Arrays.toString(sums));
        ExecutorService pool = Executors.newFixedThreadPool(1);
        ThreadLocal<Integer> uses = ThreadLocal.withInitial(() -> 0);
        Callable<Integer> task = () -> {
            uses.set(uses.get() + 1);
            return uses.get();
        };
        for (int i = 0; i < 4; i++) pool.submit(task).get();
        System.out.println(pool.submit(task).get() + " " + uses.get());
        pool.shutdown();
        System.out.println(pool.awaitTermination(10, TimeUnit.SECONDS));
        int r = ThreadLocalRandom.current().nextInt(5, 6);
        try {
            ThreadLocalRandom.current().setSeed(1);
        } catch (UnsupportedOperationException e) {
            System.out.println(r + " " + e.getMessage());
        }
        System.out.println("done ThreadLocals");
    }
}
