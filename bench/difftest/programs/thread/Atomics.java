import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Atomic classes alone and contended: fields updaters, arrays, adders, accumulators, stamped and markable references. */
public class Atomics {
    volatile int vi;
    volatile long vl;
    volatile String vs;
    static final AtomicIntegerFieldUpdater<Atomics> VI = AtomicIntegerFieldUpdater.newUpdater(Atomics.class, "vi");
    static final AtomicLongFieldUpdater<Atomics> VL = AtomicLongFieldUpdater.newUpdater(Atomics.class, "vl");
    static final AtomicReferenceFieldUpdater<Atomics, String> VS = AtomicReferenceFieldUpdater.newUpdater(Atomics.class, String.class, "vs");
    int plain;

    static void par(int n, Runnable r) throws InterruptedException {
        Thread[] ts = new Thread[n];
        for (int i = 0; i < n; i++) (ts[i] = new Thread(r)).start();
        for (Thread t : ts) t.join();
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        AtomicInteger i = new AtomicInteger(5);
        System.out.println(i.getAndIncrement() + " " + i.incrementAndGet() + " " + i.getAndAdd(10) + " " + i.addAndGet(-3) + " " + i.compareAndSet(14, 1) + " " + i.compareAndSet(14, 2) + " "
            + i.getAndUpdate(x -> x * 7) + " " + i.updateAndGet(x -> x + 1) + " " + i.accumulateAndGet(4, (a, b) -> a - b) + " " + i.getAndSet(0) + " " + i.compareAndExchange(0, 9) + " " + i);
        AtomicLong l = new AtomicLong(Long.MAX_VALUE);
        System.out.println(l.incrementAndGet() + " " + l.getAndDecrement() + " " + l.intValue() + " " + l.accumulateAndGet(3, Math::max));
        AtomicBoolean b = new AtomicBoolean();
        System.out.println(b.compareAndSet(false, true) + " " + b.getAndSet(false) + " " + b.compareAndExchange(true, true) + " " + b);
        AtomicReference<String> r = new AtomicReference<>("a");
        String a = r.get();
        System.out.println(r.compareAndSet(a, "b") + " " + r.compareAndSet("zz", "c") + " " + r.getAndUpdate(s -> s + "!") + " " + r + " " + r.accumulateAndGet("?", String::concat));
        AtomicIntegerArray ia = new AtomicIntegerArray(new int[]{1, 2, 3});
        System.out.println(ia.incrementAndGet(1) + " " + ia.compareAndSet(2, 3, 30) + " " + ia + " " + ia.length());
        t("bounds", () -> ia.get(3));
        AtomicReferenceArray<String> ra = new AtomicReferenceArray<>(2);
        System.out.println(ra.compareAndSet(0, null, "x") + " " + ra.getAndSet(1, "y") + " " + ra);
        AtomicStampedReference<String> sr = new AtomicStampedReference<>("s", 1);
        int[] h = new int[1];
        System.out.println(sr.compareAndSet("s", "t", 1, 2) + " " + sr.compareAndSet("t", "u", 1, 3) + " " + sr.get(h) + h[0]);
        AtomicMarkableReference<String> mr = new AtomicMarkableReference<>("m", false);
        System.out.println(mr.attemptMark("m", true) + " " + mr.isMarked() + " " + mr.compareAndSet("m", "n", true, false) + mr.getReference());
        Atomics o = new Atomics();
        System.out.println(VI.incrementAndGet(o) + " " + VL.getAndAdd(o, 1L << 40) + " " + VS.compareAndSet(o, null, "v") + " " + o.vi + o.vl + o.vs);
        t("not volatile", () -> AtomicIntegerFieldUpdater.newUpdater(Atomics.class, "plain"));
        t("wrong type", () -> AtomicIntegerFieldUpdater.newUpdater(Atomics.class, "vl"));
        t("no field", () -> AtomicLongFieldUpdater.newUpdater(Atomics.class, "nope"));
        AtomicInteger ci = new AtomicInteger();
        AtomicLong cl = new AtomicLong();
        LongAdder la = new LongAdder();
        LongAccumulator max = new LongAccumulator(Long::max, Long.MIN_VALUE);
        DoubleAdder da = new DoubleAdder();
        AtomicIntegerArray arr = new AtomicIntegerArray(4);
        par(4, () -> {
            for (int k = 0; k < 300; k++) {
                ci.incrementAndGet();
                cl.addAndGet(k);
                la.add(k);
                max.accumulate(k);
                da.add(0.5);
                arr.getAndAdd(k & 3, 2);
                VI.incrementAndGet(o);
                VL.addAndGet(o, 2);
                int x;
                do x = i.get(); while (!i.weakCompareAndSetVolatile(x, x + 1));
            }
        });
        System.out.println(ci + " " + cl + " " + la + " " + max + " " + da + " " + arr + " " + o.vi + " " + (o.vl - (1L << 40)) + " " + i);
        System.out.println(la.sumThenReset() + " " + la.sum() + " " + max.getThenReset() + " " + max.get());
        ConcurrentLinkedQueue<Integer> q = new ConcurrentLinkedQueue<>();
        par(3, () -> {
            for (int k = 0; k < 100; k++) q.add(k);
        });
        long s = 0;
        for (Integer x; (x = q.poll()) != null; ) s += x;
        System.out.println(s + " " + q.isEmpty());
        final int[] racy = new int[2];
        Thread w = new Thread(() -> {
            racy[0] = 42;
            o.vi = -1;
        });
        w.start();
        while (o.vi != -1) Thread.onSpinWait();
        System.out.println(racy[0]);
        ThreadLocalRandom.current().nextInt();
        System.out.println(ThreadLocalRandom.current().nextInt(5, 6));
        System.out.println("done Atomics");
    }
}
