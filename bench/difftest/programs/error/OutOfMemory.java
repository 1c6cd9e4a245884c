// difftest: flags=-Xmx64m
// difftest: timeout=120
// difftest: gc-every=50000
import java.util.*;

/** OutOfMemoryError thrown and survived: big arrays, many objects, array limits, in threads, repeated; the heap is usable afterwards. */
public class OutOfMemory {
    static Object sink;

    static String oom(Runnable r) {
        try {
            r.run();
            return "no error";
        } catch (OutOfMemoryError e) {
            return "OOM " + e.getMessage();
        }
    }

    static boolean usable() {
        int n = 0;
        for (int i = 0; i < 200; i++) {
            byte[] b = new byte[100_000];
            b[i] = 1;
            n += b[i];
        }
        return n == 200;
    }

    static void fill() {
        List<Object> l = new ArrayList<>();
        try {
            while (true) l.add(new byte[100_000]);
        } finally {
            // Printing takes memory: give the rest back first.
            int size = l.size();
            l = null;
            System.out.println("filled " + (size > 200 && size * 100_000L < 64 << 20));
        }
    }

    static class Node {
        Node next;
        long[] pad = new long[1000];
    }

    public static void main(String[] args) throws Exception {
        System.out.println(oom(() -> sink = new int[200_000_000]));
        System.out.println(oom(() -> sink = new long[Integer.MAX_VALUE - 8]));
        System.out.println(oom(() -> sink = new byte[Integer.MAX_VALUE]));
        System.out.println(oom(() -> sink = new Object[Integer.MAX_VALUE]));
        System.out.println(oom(() -> sink = new int[20000][20000]));
        System.out.println(usable());
        System.out.println(oom(OutOfMemory::fill));
        System.out.println(usable());
        for (int k = 0; k < 3; k++) {
            System.out.println(oom(() -> {
                Node head = null;
                while (true) {
                    Node n = new Node();
                    n.next = head;
                    head = n;
                }
            }));
            System.out.println(usable());
        }
        System.out.println(oom(() -> {
            StringBuilder sb = new StringBuilder("0123456789");
            while (true) sb.append(sb);
        }));
        System.out.println(usable());
        String[] r = new String[1];
        Thread t = new Thread(() -> r[0] = oom(OutOfMemory::fill));
        t.start();
        t.join();
        System.out.println(r[0]);
        System.out.println(oom(() -> sink = java.util.Arrays.copyOf(new int[10], 100_000_000)));
        sink = null;
        System.out.println(oom(() -> java.lang.reflect.Array.newInstance(long.class, 50_000_000)));
        System.out.println(oom(() -> "x".repeat(200_000_000)));
        System.out.println(usable());
        long max = Runtime.getRuntime().maxMemory();
        System.out.println(max > 48L << 20 && max <= 64L << 20);
        OutOfMemoryError e = new OutOfMemoryError("by hand");
        System.out.println(e + " " + e.getStackTrace().length);
        System.out.println("done OutOfMemory");
    }
}
