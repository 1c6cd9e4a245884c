// Thousands of threads that live at the same time, in a heap that has no room for an allocation
// block of each, and beyond what several memory mappings per thread would leave possible.
// difftest: flags=-Xmx64m
// difftest: skip-gc=thousands of threads
// difftest: timeout=120
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

public class ThousandsOfThreads {
    static final int N = 10_000;
    static final AtomicLong sum = new AtomicLong();
    static final CountDownLatch up = new CountDownLatch(N);
    static final CountDownLatch down = new CountDownLatch(1);

    static void live(int number) {
        up.countDown();
        try {
            down.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        byte[] bytes = new byte[100 + number % 10];
        sum.addAndGet(bytes.length);
    }

    public static void main(String[] args) throws Exception {
        Thread[] threads = new Thread[N];
        for (int i = 0; i < N; i++) {
            int number = i;
            threads[i] = new Thread(null, () -> live(number), "live", 128 << 10);
            threads[i].start();
        }
        up.await();
        System.gc();
        System.out.println("live: " + N);
        down.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(sum);
        System.out.println("done ThousandsOfThreads");
    }
}
