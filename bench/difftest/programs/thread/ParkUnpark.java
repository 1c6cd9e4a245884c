import java.util.concurrent.locks.LockSupport;

/** LockSupport: permits, parking with blockers and timeouts, interrupts, states. */
public class ParkUnpark {
    static volatile int stage;

    static void await(Thread t, Thread.State s) throws InterruptedException {
        for (int i = 0; i < 6000 && t.getState() != s; i++) Thread.sleep(5);
        System.out.println(t.getName() + " " + t.getState() + " blocker " + LockSupport.getBlocker(t));
    }

    public static void main(String[] args) throws Exception {
        Thread me = Thread.currentThread();
        LockSupport.unpark(me);
        LockSupport.unpark(me);
        LockSupport.park();
        System.out.println("permit consumed");
        long t0 = System.nanoTime();
        LockSupport.parkNanos(20_000_000);
        System.out.println("parkNanos " + (System.nanoTime() - t0 > 1000));
        LockSupport.parkNanos(0);
        LockSupport.parkNanos(-5);
        LockSupport.parkUntil(System.currentTimeMillis() + 10);
        LockSupport.parkUntil(0);
        me.interrupt();
        LockSupport.park();
        System.out.println("interrupted park returns " + me.isInterrupted());
        LockSupport.park();
        System.out.println("again " + Thread.interrupted());
        LockSupport.unpark(null);
        Thread a = new Thread(() -> {
            while (stage < 1) LockSupport.park("the blocker");
            stage = 2;
            while (!Thread.currentThread().isInterrupted()) LockSupport.parkNanos("timed", 1L << 50);
            stage = 3;
        }, "a");
        LockSupport.unpark(a);
        a.start();
        await(a, Thread.State.WAITING);
        stage = 1;
        LockSupport.unpark(a);
        await(a, Thread.State.TIMED_WAITING);
        System.out.println(stage);
        a.interrupt();
        a.join();
        System.out.println(stage + " " + LockSupport.getBlocker(a));
        Thread[] ring = new Thread[5];
        int[] hops = new int[1];
        for (int i = 0; i < ring.length; i++) {
            int k = i;
            ring[i] = new Thread(() -> {
                for (int r = 0; r < 40; r++) {
                    while (turn != k) LockSupport.park(ring);
                    hops[0]++;
                    turn = (k + 1) % ring.length;
                    LockSupport.unpark(ring[turn]);
                }
            });
        }
        for (Thread t : ring) t.start();
        for (Thread t : ring) t.join();
        System.out.println(hops[0] + " " + turn);
        System.out.println("done ParkUnpark");
    }

    static volatile int turn;
}
