import java.util.Hashtable;
import java.util.Vector;

/** Monitors that nobody contends for: blocks, methods, nested and recursive, in the library's old collections. */
public class Synchronized {
    private int count;
    private static int total;

    synchronized void increment(int by) {
        count += by;
    }

    synchronized int recursive(int n) {
        return n == 0 ? count : recursive(n - 1) + 1;
    }

    static synchronized void add(int n) {
        total += n;
    }

    static int local(int i) {
        Object lock = new Object();
        synchronized (lock) {
            return i * 3;
        }
    }

    static long work() {
        Synchronized shared = new Synchronized();
        Object outer = new Object();
        long sum = 0;
        total = 0;
        for (int i = 0; i < 60_000; i++) {
            shared.increment(i);
            synchronized (outer) {
                sum += shared.count;
                synchronized (shared) {
                    shared.count ^= i;
                }
            }
            add(i & 3);
            sum += local(i);
            if ((i & 15) == 0) sum += shared.recursive(8);
        }
        StringBuffer buffer = new StringBuffer();
        for (int i = 0; i < 30_000; i++) buffer.append((char) ('a' + i % 26));
        Vector<Integer> vector = new Vector<>();
        Hashtable<Integer, Integer> table = new Hashtable<>();
        for (int i = 0; i < 20_000; i++) {
            vector.add(i);
            table.put(i & 1023, i);
        }
        for (int i = 0; i < vector.size(); i++) sum += vector.get(i) + table.get(i & 1023);
        return sum * 31 + total + buffer.toString().hashCode();
    }

    public static void main(String[] args) {
        BenchHarness.run("Synchronized", args, 120, 964629501024L, () -> work() * 3 + work());
    }
}
