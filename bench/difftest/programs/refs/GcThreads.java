// difftest: timeout=90
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

/** Collections while threads allocate, block in monitors, park, sleep, read files, hold array criticals in native code, intern and hash; all data checked. */
public class GcThreads {
    static volatile boolean stop;
    static final AtomicInteger bad = new AtomicInteger();

    static Thread start(String n, Callable<?> c) {
        Thread t = new Thread(() -> {
            try {
                c.call();
            } catch (Throwable e) {
                System.out.println(n + " " + e);
                bad.incrementAndGet();
            }
        }, n);
        t.start();
        return t;
    }

    static void check(boolean b, String what) {
        if (!b && bad.incrementAndGet() < 5) System.out.println("wrong: " + what);
    }

    public static void main(String[] args) throws Exception {
        List<Thread> ts = new ArrayList<>();
        int[] rounds = new int[8];
        ts.add(start("lists", () -> {
            for (; !stop; rounds[0]++) {
                LinkedList<int[]> l = new LinkedList<>();
                for (int i = 0; i < 300; i++) l.addFirst(new int[]{i, -i});
                int want = 299;
                for (int[] a : l) {
                    check(a[0] == want && a[1] == -want, "list");
                    want--;
                }
            }
            return 0;
        }));
        ts.add(start("zip", () -> {
            byte[] in = new byte[20_000], out = new byte[30_000], back = new byte[20_000];
            for (; !stop; rounds[1]++) {
                for (int i = 0; i < in.length; i++) in[i] = (byte) (i / 7 + rounds[1]);
                java.util.zip.Deflater d = new java.util.zip.Deflater();
                d.setInput(in);
                d.finish();
                int n = d.deflate(out);
                d.end();
                java.util.zip.Inflater f = new java.util.zip.Inflater();
                f.setInput(out, 0, n);
                check(f.inflate(back) == in.length && Arrays.equals(in, back), "zip");
                f.end();
                java.util.zip.CRC32 a = new java.util.zip.CRC32(), b = new java.util.zip.CRC32();
                a.update(in);
                b.update(back);
                check(a.getValue() == b.getValue(), "crc");
            }
            return 0;
        }));
        ConcurrentHashMap<String, Integer> map = new ConcurrentHashMap<>();
        ts.add(start("map", () -> {
            for (; !stop; rounds[2]++) {
                for (int i = 0; i < 200; i++) map.merge("key" + i % 40, 1, Integer::sum);
                int sum = 0;
                for (int v : map.values()) sum += v;
                check(sum == (rounds[2] + 1) * 200, "map " + sum);
            }
            return 0;
        }));
        Object lock = new Object();
        int[] turn = new int[1];
        for (int id = 0; id < 2; id++) {
            int me = id;
            ts.add(start("pingpong" + id, () -> {
                synchronized (lock) {
                    while (!stop) {
                        if (turn[0] % 2 == me) {
                            turn[0]++;
                            rounds[3 + me]++;
                            lock.notifyAll();
                        } else {
                            lock.wait(20);
                        }
                    }
                }
                return 0;
            }));
        }
        ts.add(start("hashes", () -> {
            for (; !stop; rounds[5]++) {
                Object[] os = new Object[100];
                int[] hs = new int[100];
                for (int i = 0; i < 100; i++) {
                    os[i] = i % 2 == 0 ? new Object() : new long[i];
                    hs[i] = System.identityHashCode(os[i]);
                    synchronized (os[i]) {
                        check(Thread.holdsLock(os[i]), "holds");
                    }
                }
                Thread.yield();
                for (int i = 0; i < 100; i++) check(System.identityHashCode(os[i]) == hs[i], "hash");
                check(("str" + rounds[5] % 50).intern() == ("str" + rounds[5] % 50).intern(), "intern");
            }
            return 0;
        }));
        ts.add(start("copies", () -> {
            for (; !stop; rounds[6]++) {
                String[] a = new String[64];
                for (int i = 0; i < 64; i++) a[i] = "v" + i;
                Object[] b = Arrays.copyOf(a, 128, Object[].class);
                System.arraycopy(b, 0, b, 5, 64);
                for (int i = 5; i < 69; i++) check(b[i] == a[i - 5], "copy");
                check(a.clone()[63].equals("v63"), "clone");
            }
            return 0;
        }));
        ts.add(start("io", () -> {
            java.nio.file.Path p = java.nio.file.Files.createTempFile("kiln", ".gc");
            byte[] data = new byte[5000];
            for (; !stop; rounds[7]++) {
                Arrays.fill(data, (byte) rounds[7]);
                java.nio.file.Files.write(p, data);
                check(Arrays.equals(java.nio.file.Files.readAllBytes(p), data), "file");
            }
            java.nio.file.Files.delete(p);
            return 0;
        }));
        for (int i = 0; i < 25; i++) {
            System.gc();
            Thread.sleep(2);
        }
        for (int i = 0; i < 3000; i++) {
            boolean all = true;
            for (int r : rounds) all &= r > 0;
            if (all) break;
            Thread.sleep(5);
        }
        stop = true;
        synchronized (lock) {
            lock.notifyAll();
        }
        for (Thread t : ts) t.join();
        boolean all = true;
        for (int r : rounds) all &= r > 0;
        System.out.println(all + " " + bad);
        System.out.println("done GcThreads");
    }
}
