import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** ConcurrentHashMap and friends used by several threads; compute, merge, bulk operations, weakly consistent iteration, skip lists, blocking queues. */
public class ConcurrentMaps {
    static void par(int n, java.util.function.IntConsumer r) throws InterruptedException {
        Thread[] ts = new Thread[n];
        for (int i = 0; i < n; i++) {
            int k = i;
            (ts[i] = new Thread(() -> r.accept(k))).start();
        }
        for (Thread t : ts) t.join();
    }

    static class Collide implements Comparable<Collide> {
        final int v;

        Collide(int v) {
            this.v = v;
        }

        public int hashCode() {
            return 7;
        }

        public boolean equals(Object o) {
            return o instanceof Collide c && c.v == v;
        }

        public int compareTo(Collide o) {
            return Integer.compare(v, o.v);
        }
    }

    public static void main(String[] args) throws Exception {
        ConcurrentHashMap<Integer, Integer> m = new ConcurrentHashMap<>();
        par(4, k -> {
            for (int i = 0; i < 200; i++) m.merge(i % 50, 1, Integer::sum);
        });
        System.out.println(m.size() + " " + new TreeSet<>(m.values()) + " " + m.reduceValues(1, Integer::sum));
        ConcurrentHashMap<String, LongAdder> freq = new ConcurrentHashMap<>();
        par(3, k -> {
            for (int i = 0; i < 90; i++) freq.computeIfAbsent("k" + i % 9, x -> new LongAdder()).increment();
        });
        System.out.println(new TreeMap<>(freq));
        System.out.println(m.putIfAbsent(1, 5) + " " + m.putIfAbsent(1000, 5) + " " + m.remove(1000, 6) + " " + m.remove(1000, 5) + " " + m.replace(1, 16, 7) + " " + m.replace(1, 16, 8) + " "
            + m.compute(1, (a, b) -> null) + " " + m.containsKey(1) + " " + m.computeIfPresent(2, (a, b) -> a + b) + " " + m.getOrDefault(77, -1));
        try {
            m.put(null, 1);
        } catch (NullPointerException e) {
            System.out.println("npe key");
        }
        try {
            m.computeIfAbsent(500, x -> m.computeIfAbsent(500, y -> 1));
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        ConcurrentHashMap<Collide, Integer> col = new ConcurrentHashMap<>();
        par(3, k -> {
            for (int i = 0; i < 60; i++) col.put(new Collide(i), k);
        });
        int s = 0;
        for (Collide c : col.keySet()) s += c.v;
        par(2, k -> {
            for (int i = k; i < 60; i += 2) col.remove(new Collide(i));
        });
        System.out.println(s + " " + col.size());
        System.out.println(m.search(1, (a, b) -> a == 30 ? "found" : null) + " " + m.mappingCount() + " " + m.reduceKeysToInt(1, x -> x, 0, Integer::max) + " " + m.entrySet().stream().mapToInt(Map.Entry::getKey).sum());
        Set<String> ks = ConcurrentHashMap.newKeySet();
        par(3, k -> {
            for (int i = 0; i < 30; i++) ks.add("s" + i);
        });
        System.out.println(ks.size());
        for (Integer k : m.keySet()) m.remove(k);
        System.out.println(m.isEmpty());
        ConcurrentSkipListMap<Integer, String> sl = new ConcurrentSkipListMap<>();
        par(3, k -> {
            for (int i = 0; i < 40; i++) sl.put(i * 3 + k, "t" + k);
        });
        System.out.println(sl.size() + " " + sl.firstKey() + " " + sl.lastEntry() + " " + sl.ceilingKey(50) + " " + sl.headMap(5).keySet() + " " + sl.descendingMap().firstKey() + " " + sl.pollFirstEntry());
        CopyOnWriteArrayList<Integer> cow = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
        for (Integer x : cow) cow.add(x * 10);
        System.out.println(cow + " " + cow.addIfAbsent(10));
        BlockingQueue<Integer> q = new ArrayBlockingQueue<>(3);
        AtomicInteger got = new AtomicInteger();
        Thread cons = new Thread(() -> {
            try {
                for (int x; (x = q.take()) >= 0; ) got.addAndGet(x);
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        cons.start();
        for (int i = 0; i < 100; i++) q.put(i);
        q.put(-1);
        cons.join();
        System.out.println(got + " " + q.offer(1) + q.offer(2) + q.offer(3) + q.offer(4) + " " + q.offer(5, 1, TimeUnit.MILLISECONDS) + " " + q.remainingCapacity() + " " + q.poll() + q.peek());
        try {
            q.add(7);
            q.add(8);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        SynchronousQueue<String> sq = new SynchronousQueue<>();
        Thread sp = new Thread(() -> {
            try {
                sq.put("handoff");
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        sp.start();
        System.out.println(sq.take() + " " + sq.poll());
        LinkedBlockingDeque<Integer> dq = new LinkedBlockingDeque<>();
        dq.putFirst(1);
        dq.putLast(2);
        System.out.println(dq.takeLast() + " " + dq.pollFirst(1, TimeUnit.MILLISECONDS) + " " + dq.pollFirst(1, TimeUnit.MILLISECONDS));
        PriorityBlockingQueue<String> pq = new PriorityBlockingQueue<>(List.of("c", "a", "b"));
        System.out.println(pq.take() + pq.take() + pq.poll() + pq.poll());
        LinkedTransferQueue<String> tq = new LinkedTransferQueue<>();
        Thread tt = new Thread(() -> {
            try {
                tq.transfer("t");
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        tt.start();
        System.out.println(tq.take() + tq.tryTransfer("x"));
        tt.join();
        DelayQueue<Delayed> delay = new DelayQueue<>();
        class D implements Delayed {
            final long at;

            D(long ms) {
                at = System.nanoTime() + ms * 1_000_000;
            }

            public long getDelay(TimeUnit u) {
                return u.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
            }

            public int compareTo(Delayed o) {
                return Long.compare(at, ((D) o).at);
            }
        }
        D late = new D(30), soon = new D(1);
        delay.add(late);
        delay.add(soon);
        System.out.println((delay.take() == soon) + " " + (delay.take() == late));
        System.out.println("done ConcurrentMaps");
    }
}
