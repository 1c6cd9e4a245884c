// Thousands of threads that live at the same time. The young generation has no room for an allocation
// block of each. With the argument 10000 there are too many for several memory mappings per thread.
// difftest: flags=-Xmx256m
// difftest: gc-every=20000
// difftest: timeout=120
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

public class ThousandsOfThreads {
    static final AtomicLong sum = new AtomicLong();
    static final CountDownLatch down = new CountDownLatch(1);

    static void live(int number, CountDownLatch up) {
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
        int n = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        CountDownLatch up = new CountDownLatch(n);
        Thread[] threads = new Thread[n];
        for (int i = 0; i < n; i++) {
            int number = i;
            threads[i] = new Thread(null, () -> live(number, up), "live", 128 << 10);
            threads[i].start();
        }
        up.await();
        System.gc();
        System.out.println("live: " + n);
        down.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println(sum);
        System.out.println("done ThousandsOfThreads");
    }
}
