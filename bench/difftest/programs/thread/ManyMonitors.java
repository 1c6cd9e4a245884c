import java.util.*;
import java.util.concurrent.*;

/** Thousands of objects locked, hashed, waited on and contended in different orders; locks move between threads; deep nesting of distinct locks. */
public class ManyMonitors {
    static int deep(Object[] os, int i) {
        if (i == os.length) {
            int n = 0;
            for (Object o : os) if (Thread.holdsLock(o)) n++;
            return n;
        }
        synchronized (os[i]) {
            return deep(os, i + 1);
        }
    }

    public static void main(String[] args) throws Exception {
        Object[] os = new Object[3000];
        for (int i = 0; i < os.length; i++) os[i] = i % 3 == 0 ? new Object() : i % 3 == 1 ? new int[1] : "s" + i;
        int[] hs = new int[os.length];
        for (int i = 0; i < os.length; i += 2) hs[i] = System.identityHashCode(os[i]);
        int held = 0;
        for (int i = 0; i < os.length; i++) {
            synchronized (os[i]) {
                if (i % 2 == 1) hs[i] = System.identityHashCode(os[i]);
                if (i % 5 == 0) os[i].notifyAll();
                if (Thread.holdsLock(os[i])) held++;
            }
        }
        int same = 0;
        for (int i = 0; i < os.length; i++) if (hs[i] == System.identityHashCode(os[i]) && !Thread.holdsLock(os[i])) same++;
        System.out.println(held + " " + same);
        System.gc();
        same = 0;
        for (int i = 0; i < os.length; i++) if (hs[i] == System.identityHashCode(os[i])) same++;
        System.out.println(same);
        System.out.println(deep(Arrays.copyOf(os, 400), 0) + " " + deep(new Object[]{os[0], os[0], os[1], os[0]}, 0) + " " + Thread.holdsLock(os[0]));
        int[] counts = new int[200];
        Thread[] ts = new Thread[4];
        for (int t = 0; t < 4; t++) {
            int seed = t;
            ts[t] = new Thread(() -> {
                Random r = new Random(seed);
                for (int k = 0; k < 1500; k++) {
                    int a = r.nextInt(200), b = r.nextInt(200), lo = Math.min(a, b), hi = Math.max(a, b);
                    synchronized (os[lo]) {
                        synchronized (os[hi]) {
                            counts[a]++;
                            counts[b]++;
                        }
                    }
                }
            });
            ts[t].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(Arrays.stream(counts).sum());
        for (int i = 0; i < 300; i++) {
            Object o = os[i];
            synchronized (o) {
                if (i % 10 == 0) o.wait(0, 1000);
            }
        }
        CountDownLatch in = new CountDownLatch(30);
        Thread[] ws = new Thread[30];
        for (int i = 0; i < 30; i++) {
            Object o = os[1000 + i];
            ws[i] = new Thread(() -> {
                synchronized (o) {
                    in.countDown();
                    try {
                        o.wait();
                    } catch (InterruptedException e) {
                        System.out.println(e);
                    }
                }
            });
            ws[i].start();
        }
        in.await();
        System.gc();
        for (int i = 0; i < 30; i++) {
            synchronized (os[1000 + i]) {
                os[1000 + i].notify();
            }
        }
        for (Thread w : ws) w.join();
        same = 0;
        for (int i = 0; i < os.length; i++) if (hs[i] == System.identityHashCode(os[i])) same++;
        System.out.println(same);
        Object[] fresh = new Object[2000];
        int free = 0;
        for (int r = 0; r < 3; r++) {
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = new Object();
                synchronized (fresh[i]) {
                    if (r == 1) fresh[i].hashCode();
                    if (r == 2 && i % 100 == 0) fresh[i].wait(0, 1);
                }
                if (!Thread.holdsLock(fresh[i])) free++;
            }
        }
        System.out.println(free);
        System.out.println("done ManyMonitors");
    }
}
