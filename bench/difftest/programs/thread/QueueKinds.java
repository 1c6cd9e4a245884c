// difftest: timing=delayed elements come in the order of their times
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** Every blocking queue: order, capacity, timeouts, hand-over, priorities, delays, draining, transfer, both ends, poison pills with several producers and consumers. */
public class QueueKinds {
    record Late(String name, long due) implements Delayed {
        public long getDelay(TimeUnit u) {
            return u.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        public int compareTo(Delayed o) {
            return Long.compare(due, ((Late) o).due);
        }
    }

    static void bounded(BlockingQueue<Integer> q, int capacity) throws Exception {
        StringBuilder sb = new StringBuilder(q.getClass().getSimpleName());
        for (int i = 0; i < capacity + 1; i++) sb.append(' ').append(q.offer(i * 7 % 5));
        sb.append(" remaining ").append(q.remainingCapacity() == Integer.MAX_VALUE ? "max" : q.remainingCapacity());
        sb.append(' ').append(q.offer(9, 2, TimeUnit.MILLISECONDS)).append(' ').append(q.peek());
        try {
            q.add(3);
            sb.append(" added");
        } catch (IllegalStateException e) {
            sb.append(' ').append(e.getMessage());
        }
        List<Integer> out = new ArrayList<>();
        sb.append(" drained ").append(q.drainTo(out, 2)).append(out);
        q.drainTo(out);
        sb.append(out).append(q.poll()).append(q.poll(1, TimeUnit.MILLISECONDS)).append(q.isEmpty());
        try {
            q.drainTo(q);
        } catch (IllegalArgumentException e) {
            sb.append(" self");
        }
        try {
            q.put(null);
        } catch (NullPointerException e) {
            sb.append(" null");
        }
        try {
            q.remove();
        } catch (NoSuchElementException e) {
            sb.append(" none");
        }
        System.out.println(sb);
    }

    static void pipeline(BlockingQueue<Integer> q, int producers, int consumers, int n) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(producers + consumers);
        List<Future<Long>> sums = new ArrayList<>();
        for (int c = 0; c < consumers; c++) sums.add(pool.submit(() -> {
            long s = 0;
            for (int v; (v = q.take()) >= 0; ) s += v;
            return s;
        }));
        List<Future<?>> ps = new ArrayList<>();
        for (int p = 0; p < producers; p++) {
            int k = p;
            ps.add(pool.submit(() -> {
                for (int i = k; i < n; i += producers) q.put(i);
                return null;
            }));
        }
        for (Future<?> f : ps) f.get();
        for (int c = 0; c < consumers; c++) q.put(-1);
        long sum = 0;
        for (Future<Long> f : sums) sum += f.get();
        pool.shutdown();
        System.out.println(q.getClass().getSimpleName() + " " + sum + " " + q.size());
    }

    public static void main(String[] args) throws Exception {
        bounded(new ArrayBlockingQueue<>(3), 3);
        bounded(new ArrayBlockingQueue<>(2, true), 2);
        bounded(new LinkedBlockingQueue<>(3), 3);
        bounded(new LinkedBlockingQueue<>(), 3);
        bounded(new LinkedBlockingDeque<>(4), 4);
        bounded(new PriorityBlockingQueue<>(), 4);
        bounded(new LinkedTransferQueue<>(), 3);
        bounded(new SynchronousQueue<>(), 1);
        for (BlockingQueue<Integer> q : List.of(new ArrayBlockingQueue<Integer>(5), new LinkedBlockingQueue<Integer>(2), new SynchronousQueue<Integer>(), new SynchronousQueue<Integer>(true), new LinkedTransferQueue<Integer>(), new LinkedBlockingDeque<Integer>(1))) pipeline(q, 3, 2, 600);
        DelayQueue<Late> dq = new DelayQueue<>();
        long now = System.nanoTime();
        dq.add(new Late("c", now + 30_000_000));
        dq.add(new Late("a", now - 5));
        dq.add(new Late("b", now + 15_000_000));
        dq.add(new Late("never", now + 3_600_000_000_000L));
        System.out.println(dq.poll().name() + dq.take().name() + dq.take().name() + " " + dq.poll() + " " + dq.peek().name() + " " + dq.size());
        LinkedTransferQueue<String> tq = new LinkedTransferQueue<>();
        System.out.println(tq.tryTransfer("nobody") + " " + tq.tryTransfer("nobody", 2, TimeUnit.MILLISECONDS) + " " + tq.hasWaitingConsumer() + " " + tq.size());
        Thread taker = new Thread(() -> {
            try {
                System.out.println("took " + tq.take());
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        taker.start();
        tq.transfer("given");
        taker.join();
        LinkedBlockingDeque<Integer> d = new LinkedBlockingDeque<>(5);
        d.putFirst(1);
        d.putLast(2);
        d.offerFirst(0);
        System.out.println(d + " " + d.pollLast() + d.takeFirst() + d.peekFirst() + " " + d.removeFirstOccurrence(1) + d);
        PriorityBlockingQueue<String> pq = new PriorityBlockingQueue<>(2, Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        pq.addAll(List.of("ccc", "a", "bb", "dd", "b"));
        System.out.println(IntStream.range(0, 5).mapToObj(i -> pq.poll()).collect(Collectors.joining(",")));
        Thread blocked = new Thread(() -> {
            try {
                new ArrayBlockingQueue<Integer>(1).take();
            } catch (InterruptedException e) {
                System.out.println("interrupted " + Thread.currentThread().isInterrupted());
            }
        });
        blocked.start();
        while (blocked.getState() != Thread.State.WAITING) Thread.sleep(1);
        blocked.interrupt();
        blocked.join();
        Exchanger<String> ex = new Exchanger<>();
        String[] got = new String[1];
        Thread other = new Thread(() -> {
            try {
                got[0] = ex.exchange("from other");
            } catch (InterruptedException e) {
                got[0] = "" + e;
            }
        });
        other.start();
        System.out.println(ex.exchange("from main"));
        other.join();
        System.out.println(got[0]);
        ConcurrentLinkedDeque<Integer> cd = new ConcurrentLinkedDeque<>(List.of(1, 2, 3, 4));
        cd.removeIf(x -> x % 2 == 0);
        cd.addFirst(9);
        CopyOnWriteArrayList<Integer> cow = new CopyOnWriteArrayList<>(cd);
        for (Integer i : cow) cow.add(i * 10);
        System.out.println(cd + " " + cow + " " + cow.addAllAbsent(List.of(90, 91)) + " " + new CopyOnWriteArraySet<>(List.of(3, 1, 2)));
        System.out.println("done QueueKinds");
    }
}
