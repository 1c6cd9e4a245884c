import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

/** Interrupts in every blocking call: sleep, wait, join, park, locks, queues, futures, pipes and channels; the flag before and after. */
public class Interrupts {
    interface Act {
        void run() throws Exception;
    }

    /** Rounds of 2 ms for a thread to reach a call that blocks in native code, where it counts as runnable. */
    static final int NATIVE = 20;
    /** Rounds for a thread to reach a call that it waits in: as many as it takes. */
    static final int WAITING = 10_000;

    static void t(String what, Act a) throws Exception {
        t(what, WAITING, a);
    }

    static void t(String what, int rounds, Act a) throws Exception {
        for (int mode = 0; mode < 2; mode++) {
            String[] r = new String[1];
            CountDownLatch in = new CountDownLatch(1);
            int m = mode;
            Thread t = new Thread(() -> {
                if (m == 0) Thread.currentThread().interrupt();
                in.countDown();
                try {
                    a.run();
                    r[0] = "returned";
                } catch (Exception e) {
                    r[0] = e.getClass().getSimpleName() + " " + e.getMessage();
                }
                r[0] += " flag " + Thread.currentThread().isInterrupted();
            });
            t.setDaemon(true);
            t.start();
            in.await();
            if (mode == 1) {
                for (int i = 0; i < rounds && t.getState() == Thread.State.RUNNABLE; i++) Thread.sleep(2);
                t.interrupt();
            }
            t.join(60_000);
            System.out.println(what + (mode == 0 ? " before: " : " during: ") + r[0]);
        }
    }

    public static void main(String[] args) throws Exception {
        Object o = new Object();
        t("sleep", () -> Thread.sleep(100_000));
        t("wait", () -> {
            synchronized (o) {
                o.wait();
            }
        });
        t("timed wait", () -> {
            synchronized (o) {
                o.wait(100_000);
            }
        });
        Thread main = Thread.currentThread();
        t("join", main::join);
        t("park", LockSupport::park);
        t("parkNanos", () -> LockSupport.parkNanos(100_000_000_000L));
        ReentrantLock l = new ReentrantLock();
        l.lock();
        t("lockInterruptibly", l::lockInterruptibly);
        t("tryLock timed", () -> l.tryLock(100, TimeUnit.SECONDS));
        t("latch", () -> new CountDownLatch(1).await());
        t("semaphore", () -> new Semaphore(0).acquire());
        t("barrier", () -> new CyclicBarrier(2).await());
        t("queue take", () -> new LinkedBlockingQueue<>().take());
        t("queue put", () -> {
            ArrayBlockingQueue<Integer> q = new ArrayBlockingQueue<>(1);
            q.put(1);
            q.put(2);
        });
        t("sync queue", () -> new SynchronousQueue<>().take());
        t("exchanger", () -> new Exchanger<>().exchange(1));
        t("future get", () -> new CompletableFuture<>().get());
        t("future task", () -> new FutureTask<>(() -> 1).get(100, TimeUnit.SECONDS));
        t("condition", () -> {
            ReentrantLock k = new ReentrantLock();
            k.lock();
            k.newCondition().await();
        });
        t("piped", () -> {
            PipedInputStream in = new PipedInputStream();
            PipedOutputStream out = new PipedOutputStream(in);
            in.read();
        });
        t("nio pipe", NATIVE, () -> {
            Pipe p = Pipe.open();
            p.source().read(ByteBuffer.allocate(1));
        });
        t("server socket channel", NATIVE, () -> {
            try (ServerSocketChannel s = ServerSocketChannel.open()) {
                s.bind(new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0));
                s.accept();
            }
        });
        t("selector", NATIVE, () -> {
            try (Selector s = Selector.open()) {
                s.select();
                System.out.println("select woke");
            }
        });
        t("file channel", () -> {
            File f = File.createTempFile("kiln", ".tmp");
            f.deleteOnExit();
            try (FileChannel c = FileChannel.open(f.toPath(), java.nio.file.StandardOpenOption.WRITE)) {
                if (!Thread.currentThread().isInterrupted()) Thread.sleep(100_000);
                c.write(ByteBuffer.allocate(1));
            }
        });
        t("plain lock is not interruptible", () -> {
            synchronized (o) {
                if (!Thread.currentThread().isInterrupted()) Thread.sleep(100_000);
            }
        });
        System.out.println("done Interrupts");
    }
}
