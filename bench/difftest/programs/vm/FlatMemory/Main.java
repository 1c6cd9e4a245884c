// Nothing leaks: threads started and joined, JNI references made and freed, monitors inflated. The
// process must not grow between the first part of each run and its end.
// difftest: flags=-Xmx64m -XX:+UnlockDiagnosticVMOptions -XX:AsyncDeflationInterval=5
// difftest: gc-every=500000
// difftest: timeout=180
import java.nio.file.Files;
import java.nio.file.Path;

public class Main {
    static {
        System.loadLibrary("flat");
    }

    /** Growth that is allowed: caches, fragmentation. What leaks makes at least twice as much. */
    static final long BOUND_KB = 30_000;

    static native void localReferences(Object object, int n);

    static native void localFrames(Object object, int n);

    static native void globalReferences(Object object, int n);

    static native void weakReferences(Object object, int n);

    static native void nativeMonitors(Object[] objects);

    interface Run {
        void run(int n) throws Exception;
    }

    static long residentKb() throws Exception {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IllegalStateException();
    }

    /** A fifth warms up; then the rest must need no more memory. */
    static void measure(String what, int n, Run run) throws Exception {
        run.run(n / 5);
        long before = residentKb();
        run.run(n - n / 5);
        long grown = residentKb() - before;
        if (System.getenv("FLAT_MEMORY_VERBOSE") != null) {
            System.err.println(what + ": grown by " + grown + " kB");
        }
        System.out.println(what + (grown <= BOUND_KB ? ": flat" : ": grown by " + grown + " kB"));
    }

    static int ended;

    static synchronized void count() {
        ended++;
    }

    static void threads(int n) throws Exception {
        for (int done = 0; done < n; done += 20) {
            Thread[] threads = new Thread[20];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    ThreadLocal<byte[]> local = ThreadLocal.withInitial(() -> new byte[100]);
                    local.get();
                    count();
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Hashing a locked object needs a record for its monitor. Pauses let others give them up. */
    static void monitors(int n) throws Exception {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            Object object = new Object();
            synchronized (object) {
                sum += object.hashCode();
            }
            if (i % 50_000 == 0) {
                Thread.sleep(20);
            }
        }
        ended += sum == 1 ? 1 : 0;
    }

    /** Waiting needs one too, for an object that lives on. */
    static void waits(int n) throws Exception {
        Object[] objects = new Object[5000];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = new Object();
        }
        for (int done = 0; done < n; done += objects.length) {
            nativeMonitors(objects);
            for (int i = 0; i < objects.length; i += 1000) {
                synchronized (objects[i]) {
                    objects[i].wait(0, 1);
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int scale = Integer.parseInt(args.length > 0 ? args[0] : "10");
        Object object = new Object();
        measure("threads", 1000 * scale, Main::threads);
        measure("local references", 1_000_000 * scale, n -> localReferences(object, n));
        measure("local frames", 1_000_000 * scale, n -> localFrames(object, n));
        measure("global references", 1_000_000 * scale, n -> globalReferences(object, n));
        measure("weak references", 1_000_000 * scale, n -> weakReferences(object, n));
        measure("hashed monitors", 100_000 * scale, Main::monitors);
        measure("entered monitors", 100_000 * scale, Main::waits);
        System.out.println(ended >= 1000 * scale);
        System.out.println("done");
    }
}
