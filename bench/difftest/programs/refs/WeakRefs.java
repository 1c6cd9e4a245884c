// difftest: timeout=60
import java.lang.ref.*;
import java.util.*;

/** Weak, soft and phantom references, queues, WeakHashMap, clearing, enqueueing, reachability through chains. */
public class WeakRefs {
    static Object strong;

    static boolean until(java.util.function.BooleanSupplier c) throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            if (c.getAsBoolean()) return true;
            System.gc();
            Thread.sleep(5);
        }
        return c.getAsBoolean();
    }

    static class Big {
        final byte[] b = new byte[1000];
        Object link;
    }

    static WeakReference<Big> weak(ReferenceQueue<Object> q) {
        return new WeakReference<>(new Big(), q);
    }

    static class Named extends PhantomReference<Object> {
        final String n;

        Named(Object o, ReferenceQueue<Object> q, String n) {
            super(o, q);
            this.n = n;
        }
    }

    public static void main(String[] args) throws Exception {
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        strong = new Big();
        WeakReference<Object> kept = new WeakReference<>(strong, q);
        WeakReference<Big> gone = weak(q);
        System.out.println(until(() -> gone.get() == null) + " " + (kept.get() == strong) + " " + kept.refersTo(strong) + " " + gone.refersTo(null));
        Reference<?> r = q.remove(20_000);
        System.out.println((r == gone) + " " + q.poll());
        strong = null;
        System.out.println(until(() -> kept.get() == null) + " " + (q.remove(20_000) == kept));
        Object o = new Object();
        WeakReference<Object> man = new WeakReference<>(o, q);
        man.clear();
        System.out.println(man.get() + " " + man.enqueue() + " " + (q.poll() == man) + " " + man.enqueue() + " " + man.isEnqueued());
        WeakReference<Object> man2 = new WeakReference<>(o, q);
        System.out.println(man2.enqueue() + " " + man2.get() + " " + (q.poll() == man2));
        Map<String, Named> refs = new TreeMap<>();
        for (int i = 0; i < 5; i++) refs.put("p" + i, new Named(new Big(), q, "p" + i));
        System.out.println(refs.get("p0").get());
        TreeSet<String> seen = new TreeSet<>();
        until(() -> {
            for (Reference<?> x; (x = q.poll()) != null; ) seen.add(((Named) x).n);
            return seen.size() == 5;
        });
        System.out.println(seen);
        // Compiled code would let the references themselves die after their last use.
        Reference.reachabilityFence(refs);
        SoftReference<Big> soft = new SoftReference<>(new Big());
        System.gc();
        System.out.println(soft.get() != null);
        WeakHashMap<Object, String> m = new WeakHashMap<>();
        Object key = new Object();
        m.put(key, "stays");
        for (int i = 0; i < 10; i++) m.put(new Object(), "goes" + i);
        System.out.println(until(() -> m.size() == 1) + " " + m.get(key));
        Big head = new Big(), cur = head;
        List<WeakReference<Big>> chain = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Big n = new Big();
            cur.link = n;
            chain.add(new WeakReference<>(n));
            cur = n;
        }
        cur = null;
        System.gc();
        int alive = 0;
        for (WeakReference<Big> w : chain) if (w.get() != null) alive++;
        System.out.println(alive);
        ((Big) head.link).link = null;
        System.out.println(until(() -> chain.get(19).get() == null) + " " + (chain.get(0).get() == head.link));
        WeakReference<WeakReference<Object>> ww = new WeakReference<>(new WeakReference<>(new Object()));
        System.out.println(until(() -> ww.get() == null));
        Big a = new Big(), b = new Big();
        a.link = b;
        b.link = a;
        WeakReference<Big> wa = new WeakReference<>(a), wb = new WeakReference<>(b);
        a = b = null;
        System.out.println(until(() -> wa.get() == null && wb.get() == null));
        String lit = "literal";
        WeakReference<String> ws = new WeakReference<>(lit), wi = new WeakReference<>(("in" + args.length).intern());
        System.gc();
        System.out.println(ws.get() + " " + (wi.get() == null || wi.get().equals("in0")));
        WeakReference<Class<?>> wc = new WeakReference<>(WeakRefs.class);
        System.gc();
        System.out.println(wc.get());
        try {
            q.remove(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(q.remove(5));
        Thread t = new Thread(() -> {
            try {
                q.remove();
            } catch (InterruptedException e) {
                System.out.println("remove interrupted");
            }
        });
        t.start();
        t.interrupt();
        t.join();
        ThreadLocal<Big> tl = new ThreadLocal<>();
        tl.set(new Big());
        WeakReference<Big> wt = new WeakReference<>(tl.get());
        System.gc();
        System.out.println(wt.get() == tl.get());
        tl.remove();
        System.out.println(until(() -> wt.get() == null));
        Reference.reachabilityFence(head);
        Reference.reachabilityFence(key);
        System.out.println("done WeakRefs");
    }
}
