import java.lang.ref.*;
import java.util.*;
import java.util.concurrent.atomic.AtomicInteger;

/** References by their methods: refersTo, clear, enqueue, queues with time limits, subclasses with keys, references to references, finalizer and phantom of one object, a cache that cleans itself. */
public class ReferenceApi {
    static class Keyed extends WeakReference<Object> {
        final String key;

        Keyed(Object o, String key, ReferenceQueue<Object> q) {
            super(o, q);
            this.key = key;
        }
    }

    static class Cache<K, V> {
        private final Map<K, Entry> map = new HashMap<>();
        private final ReferenceQueue<V> queue = new ReferenceQueue<>();
        int expunged;

        class Entry extends WeakReference<V> {
            final K key;

            Entry(K key, V v) {
                super(v, queue);
                this.key = key;
            }
        }

        void put(K k, V v) {
            expunge();
            map.put(k, new Entry(k, v));
        }

        V get(K k) {
            Entry e = map.get(k);
            return e == null ? null : e.get();
        }

        @SuppressWarnings("unchecked")
        int expunge() {
            for (Reference<? extends V> r; (r = queue.poll()) != null; ) {
                map.remove(((Entry) r).key);
                expunged++;
            }
            return map.size();
        }
    }

    /** Two threads finalize at once while runFinalization is under way. */
    static final AtomicInteger finalized = new AtomicInteger();

    static class Fin {
        final String name;

        Fin(String name) {
            this.name = name;
        }

        @Override
        protected void finalize() {
            finalized.incrementAndGet();
        }
    }

    interface Check {
        boolean now() throws Exception;
    }

    static boolean eventually(Check c) throws Exception {
        for (int i = 0; i < 500; i++) {
            System.gc();
            if (c.now()) return true;
            Thread.sleep(1);
        }
        return false;
    }

    static void make(List<Reference<Object>> out, ReferenceQueue<Object> q) {
        Object shared = new int[]{1};
        out.add(new WeakReference<>(shared, q));
        out.add(new SoftReference<>(shared, q));
        out.add(new PhantomReference<>(shared, q));
        out.add(new Keyed(shared, "key", q));
    }

    static int drain(ReferenceQueue<Object> q) throws InterruptedException {
        int n = 0;
        while (q.remove(20) != null) n++;
        return n;
    }

    public static void main(String[] args) throws Exception {
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        Object strong = new Object();
        WeakReference<Object> w = new WeakReference<>(strong, q);
        PhantomReference<Object> p = new PhantomReference<>(strong, q);
        SoftReference<Object> s = new SoftReference<>(strong);
        System.out.println(w.refersTo(strong) + " " + w.refersTo(null) + " " + p.refersTo(strong) + " " + p.get() + " " + (s.get() == strong) + " " + w.isEnqueued());
        System.out.println(w.enqueue() + " " + w.enqueue() + " " + w.get() + " " + (q.poll() == w) + " " + q.poll() + " " + w.isEnqueued() + " " + s.enqueue());
        p.clear();
        System.out.println(p.refersTo(null) + " " + p.enqueue() + " " + (q.remove() == p) + " " + p.enqueue());
        System.gc();
        System.out.println(new WeakReference<>(strong).get() == strong);
        try {
            q.remove(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            new PhantomReference<Object>(strong, null).enqueue();
            new Keyed(null, "nothing", null);
            System.out.println("null allowed");
        } catch (NullPointerException e) {
            System.out.println(e);
        }
        System.out.println(q.remove(3));
        Thread waiting = new Thread(() -> {
            try {
                q.remove();
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) Thread.sleep(1);
        waiting.interrupt();
        waiting.join();
        List<Reference<Object>> refs = new ArrayList<>();
        make(refs, q);
        ((SoftReference<Object>) refs.get(1)).clear();
        int[] n = {0};
        System.out.println(eventually(() -> (n[0] += drain(q)) == 3) + " " + refs.get(0).get() + " " + ((Keyed) refs.get(3)).key + " " + refs.get(1).isEnqueued());
        WeakReference<WeakReference<Object>> ww = new WeakReference<>(new WeakReference<>(strong));
        System.out.println(eventually(() -> ww.get() == null));
        Object[] chain = new Object[1];
        for (int i = 0; i < 2000; i++) chain[0] = new Object[]{chain[0], new WeakReference<>(chain[0])};
        System.gc();
        int depth = 0, alive = 0;
        for (Object[] c = chain; c != null; c = (Object[]) c[0]) {
            depth++;
            if (c.length == 2 && (((WeakReference<?>) c[1]).get() != null) == (c[0] != null)) alive++;
        }
        System.out.println(depth + " " + alive);
        Cache<String, byte[]> cache = new Cache<>();
        List<byte[]> keep = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] b = new byte[500];
            b[0] = (byte) i;
            cache.put("k" + i, b);
            if (i % 10 == 0) keep.add(b);
        }
        System.out.println(eventually(() -> cache.expunge() == 100) + " " + cache.expunged + " " + (cache.get("k990") == keep.get(99)) + " " + cache.get("k991"));
        ReferenceQueue<Object> fq = new ReferenceQueue<>();
        List<Reference<Object>> fins = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Fin f = new Fin("f" + i);
            fins.add(new PhantomReference<>(f, fq));
            fins.add(new WeakReference<>(f, fq));
        }
        int[] m = {0};
        System.out.println(eventually(() -> {
            System.runFinalization();
            return (m[0] += drain(fq)) == 100;
        }) + " " + finalized);
        Reference.reachabilityFence(strong);
        Reference.reachabilityFence(fins);
        try {
            new WeakReference<Object>("x") {
                Object tryClone() throws CloneNotSupportedException {
                    return clone();
                }
            }.tryClone();
        } catch (CloneNotSupportedException e) {
            System.out.println(e.getClass().getSimpleName());
        }
        System.out.println("done ReferenceApi");
    }
}
