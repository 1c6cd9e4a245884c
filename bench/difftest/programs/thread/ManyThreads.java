import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Many short threads in sequence and in parallel, each allocating, throwing, synchronizing; thread-safe lazy init; pipelines. */
public class ManyThreads {
    static class Lazy {
        static final AtomicInteger made = new AtomicInteger();
        static volatile Lazy inst;

        Lazy() {
            made.incrementAndGet();
        }

        static Lazy get() {
            Lazy l = inst;
            if (l == null) {
                synchronized (Lazy.class) {
                    l = inst;
                    if (l == null) inst = l = new Lazy();
                }
            }
            return l;
        }
    }

    static int work(int k) {
        try {
            Object[] o = new Object[20];
            for (int i = 0; i < 20; i++) o[i] = "s" + k + i;
            if (k % 5 == 0) throw new IllegalStateException("k" + k);
            return o[19].hashCode() & 3;
        } catch (IllegalStateException e) {
            return e.getMessage().length();
        }
    }

    public static void main(String[] args) throws Exception {
        int total = 0;
        int[] box = new int[1];
        for (int i = 0; i < 200; i++) {
            int k = i;
            Thread t = new Thread(() -> box[0] = work(k));
            t.start();
            t.join();
            total += box[0];
        }
        System.out.println(total);
        AtomicInteger sum = new AtomicInteger(), names = new AtomicInteger();
        Thread[] ts = new Thread[40];
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < ts.length; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
                sum.addAndGet(work(k));
                if (Lazy.get() == Lazy.get()) names.incrementAndGet();
            });
            ts[i].start();
        }
        go.countDown();
        for (Thread t : ts) t.join();
        int want = 0;
        for (int i = 0; i < ts.length; i++) want += work(i);
        System.out.println(sum.get() == want);
        System.out.println(names + " " + Lazy.made);
        BlockingQueue<Integer> q = new LinkedBlockingQueue<>();
        BlockingQueue<Integer> first = q;
        int stages = 6;
        for (int s = 0; s < stages; s++) {
            BlockingQueue<Integer> in = q, out = new LinkedBlockingQueue<>();
            new Thread(() -> {
                try {
                    for (int x; (x = in.take()) >= 0; ) out.put(x + 1);
                    out.put(-1);
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            }).start();
            q = out;
        }
        for (int i = 0; i < 50; i++) first.put(i);
        first.put(-1);
        long acc = 0;
        for (int x; (x = q.take()) >= 0; ) acc = acc * 3 + x;
        System.out.println(acc);
        Thread parent = new Thread(() -> {
            Thread[] kids = new Thread[3];
            for (int i = 0; i < 3; i++) (kids[i] = new Thread(() -> sum.incrementAndGet())).start();
            for (Thread k : kids) {
                try {
                    k.join();
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            }
        });
        int before = sum.get();
        parent.start();
        parent.join();
        System.out.println(sum.get() - before);
        ThreadLocal<StringBuilder> tl = ThreadLocal.withInitial(StringBuilder::new);
        ConcurrentLinkedQueue<Integer> lens = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < 5; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                for (int j = 0; j <= k; j++) tl.get().append(j);
                lens.add(tl.get().length());
            });
            ts[i].start();
        }
        for (int i = 0; i < 5; i++) ts[i].join();
        System.out.println(new java.util.TreeSet<>(lens) + " " + tl.get().length());
        Thread big = new Thread(null, () -> box[0] = depth(3000), "big", 16 << 20);
        big.start();
        big.join();
        System.out.println(box[0]);
        System.out.println("done ManyThreads");
    }

    static int depth(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }
}
