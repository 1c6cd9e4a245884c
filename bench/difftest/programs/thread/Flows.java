import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;

/** Reactive flows: SubmissionPublisher with demand, processors in chains, slow and failing subscribers, dropped items, completion and cancellation. */
public class Flows {
    static class Collecting<T> implements Flow.Subscriber<T> {
        final List<T> items = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch end = new CountDownLatch(1);
        final int batch, cancelAfter;
        Flow.Subscription s;
        volatile Throwable error;
        int open;

        Collecting(int batch, int cancelAfter) {
            this.batch = batch;
            this.cancelAfter = cancelAfter;
        }

        public void onSubscribe(Flow.Subscription s) {
            this.s = s;
            open = batch;
            s.request(batch);
        }

        public void onNext(T t) {
            items.add(t);
            if (items.size() == cancelAfter) {
                s.cancel();
                end.countDown();
            } else if (--open == 0) {
                open = batch;
                s.request(batch);
            }
        }

        public void onError(Throwable t) {
            error = t;
            end.countDown();
        }

        public void onComplete() {
            end.countDown();
        }

        List<T> result() throws InterruptedException {
            if (!end.await(20, TimeUnit.SECONDS)) throw new IllegalStateException("no end");
            return items;
        }
    }

    static class Mapping<A, B> extends SubmissionPublisher<B> implements Flow.Processor<A, B> {
        final Function<A, List<B>> f;
        Flow.Subscription s;

        Mapping(Executor e, Function<A, List<B>> f) {
            super(e, 16);
            this.f = f;
        }

        public void onSubscribe(Flow.Subscription s) {
            (this.s = s).request(1);
        }

        public void onNext(A a) {
            f.apply(a).forEach(this::submit);
            s.request(1);
        }

        public void onError(Throwable t) {
            closeExceptionally(t);
        }

        public void onComplete() {
            close();
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try (SubmissionPublisher<Integer> p = new SubmissionPublisher<>(pool, 8)) {
            Collecting<Integer> one = new Collecting<>(1, -1), five = new Collecting<>(5, -1), four = new Collecting<>(3, 4);
            p.subscribe(one);
            p.subscribe(five);
            p.subscribe(four);
            System.out.println(p.getNumberOfSubscribers() + " " + p.getMaxBufferCapacity());
            for (int i = 0; i < 40; i++) p.submit(i);
            p.close();
            System.out.println(one.result().equals(five.result()) + " " + one.items.size() + " " + four.result().size() + " " + p.isClosed() + " " + one.error);
            try {
                p.submit(1);
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
        SubmissionPublisher<String> src = new SubmissionPublisher<>(pool, 4);
        Mapping<String, Integer> len = new Mapping<>(pool, s -> List.of(s.length(), -s.length()));
        Mapping<Integer, String> pos = new Mapping<>(pool, i -> i > 0 ? List.of("#".repeat(i)) : List.of());
        Collecting<String> end = new Collecting<>(2, -1);
        src.subscribe(len);
        len.subscribe(pos);
        pos.subscribe(end);
        for (String s : "the quick brown fox jumps over it".split(" ")) src.submit(s);
        src.close();
        System.out.println(end.result());
        SubmissionPublisher<Integer> bad = new SubmissionPublisher<>(pool, 4);
        Collecting<Integer> seen = new Collecting<>(100, -1);
        bad.subscribe(seen);
        bad.submit(1);
        bad.closeExceptionally(new IllegalStateException("source failed"));
        seen.end.await();
        System.out.println(seen.error + " " + bad.getClosedException().getMessage());
        AtomicReference<String> handler = new AtomicReference<>();
        SubmissionPublisher<Integer> f = new SubmissionPublisher<>(pool, 4, (s, t) -> handler.set(t.getMessage()));
        CountDownLatch failed = new CountDownLatch(1);
        f.subscribe(new Flow.Subscriber<>() {
            public void onSubscribe(Flow.Subscription s) {
                s.request(Long.MAX_VALUE);
            }

            public void onNext(Integer i) {
                throw new UnsupportedOperationException("next " + i);
            }

            public void onError(Throwable t) {
                failed.countDown();
            }

            public void onComplete() {}
        });
        f.submit(5);
        failed.await();
        System.out.println(handler.get());
        SubmissionPublisher<Integer> full = new SubmissionPublisher<>(pool, 2);
        Collecting<Integer> none = new Collecting<>(1, -1) {
            @Override
            public void onSubscribe(Flow.Subscription s) {
                this.s = s;
            }
        };
        full.subscribe(none);
        List<Integer> dropped = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int k = i;
            full.offer(i, (s, v) -> {
                dropped.add(v);
                return false;
            });
        }
        System.out.println(dropped + " " + full.estimateMaximumLag() + " " + full.offer(9, 1, TimeUnit.MILLISECONDS, null));
        while (none.s == null) Thread.sleep(1);
        none.s.request(-1);
        none.end.await();
        System.out.println(none.error.getClass().getSimpleName());
        SubmissionPublisher<Integer> c = new SubmissionPublisher<>(pool, 4);
        AtomicInteger total = new AtomicInteger();
        CompletableFuture<Void> done = c.consume(total::addAndGet);
        for (int i = 1; i <= 100; i++) c.submit(i);
        c.close();
        done.get(20, TimeUnit.SECONDS);
        System.out.println(total + " " + done.isDone());
        pool.shutdown();
        System.out.println(pool.awaitTermination(20, TimeUnit.SECONDS));
        System.out.println("done Flows");
    }
}
