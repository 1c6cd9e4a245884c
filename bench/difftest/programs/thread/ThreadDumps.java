import java.util.*;
import java.util.concurrent.*;

/** getStackTrace of other threads, getAllStackTraces, thread groups enumeration, threads ending with exceptions, volatile visibility and publication. */
public class ThreadDumps {
    static class Worker extends Thread {
        final CountDownLatch in = new CountDownLatch(1);

        Worker(ThreadGroup g, String n) {
            super(g, n);
            setDaemon(true);
        }

        @Override
        public void run() {
            outer(3);
        }

        void outer(int n) {
            if (n > 0) outer(n - 1);
            else inner();
        }

        synchronized void inner() {
            in.countDown();
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("end of " + getName());
            }
        }
    }

    static List<String> names(StackTraceElement[] st) {
        List<String> r = new ArrayList<>();
        for (StackTraceElement e : st) r.add(e.getMethodName() + (e.getClassName().startsWith("ThreadDumps") ? ":" + e.getLineNumber() : ""));
        return r;
    }

    static void await(Thread t, Thread.State s) throws InterruptedException {
        for (int i = 0; i < 6000 && t.getState() != s; i++) Thread.sleep(5);
    }

    static class Holder {
        final int a;
        final int[] b;

        Holder(int x) {
            a = x;
            b = new int[]{x, x + 1};
        }
    }

    static volatile Holder published;
    static volatile boolean stop;

    public static void main(String[] args) throws Exception {
        ThreadGroup g = new ThreadGroup("workers"), sub = new ThreadGroup(g, "sub");
        Worker a = new Worker(g, "wa"), b = new Worker(sub, "wb");
        System.out.println(names(a.getStackTrace()) + " " + g.activeCount() + " " + g.activeGroupCount());
        a.start();
        b.start();
        a.in.await();
        b.in.await();
        await(a, Thread.State.WAITING);
        await(b, Thread.State.WAITING);
        System.out.println(names(a.getStackTrace()));
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        System.out.println(all.containsKey(a) + " " + all.containsKey(b) + " " + names(all.get(b)).equals(names(b.getStackTrace())) + " " + all.containsKey(Thread.currentThread()));
        List<String> me = names(all.get(Thread.currentThread()));
        System.out.println(me.get(me.size() - 1).startsWith("main:"));
        Thread[] ts = new Thread[10];
        int n = g.enumerate(ts);
        TreeSet<String> ns = new TreeSet<>();
        for (int i = 0; i < n; i++) ns.add(ts[i].getName());
        System.out.println(n + " " + ns + " " + g.enumerate(ts, false) + " " + g.parentOf(sub) + " " + sub.parentOf(g));
        List<String> ends = Collections.synchronizedList(new ArrayList<>());
        a.setUncaughtExceptionHandler((t, e) -> ends.add(t.getName() + " " + e.getMessage() + " " + names(e.getStackTrace())));
        b.setUncaughtExceptionHandler((t, e) -> ends.add(t.getName() + " " + e.getMessage()));
        g.interrupt();
        a.join();
        b.join();
        Collections.sort(ends);
        System.out.println(ends);
        System.out.println(names(a.getStackTrace()) + " " + Thread.getAllStackTraces().containsKey(a) + " " + g.activeCount());
        int[] bad = new int[1];
        Thread r = new Thread(() -> {
            int last = 0;
            while (!stop) {
                Holder h = published;
                if (h == null) continue;
                if (h.a < last || h.b[0] != h.a || h.b[1] != h.a + 1) bad[0]++;
                last = h.a;
            }
        });
        r.start();
        for (int i = 1; i < 300; i++) published = new Holder(i);
        stop = true;
        r.join();
        System.out.println(bad[0]);
        Thread loop = new Thread(() -> {
            long x = 0;
            while (!Thread.currentThread().isInterrupted()) x++;
        }, "loop");
        loop.start();
        StackTraceElement[] lt = loop.getStackTrace();
        System.gc();
        System.out.println(lt.length == 0 || names(lt).get(lt.length - 1).equals("run"));
        loop.interrupt();
        loop.join();
        System.out.println(loop.getState());
        System.out.println("done ThreadDumps");
    }
}
