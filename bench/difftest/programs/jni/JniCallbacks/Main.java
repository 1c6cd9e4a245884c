import java.util.*;
import java.util.function.IntBinaryOperator;

/** C that lives from calling Java: qsort with a comparator, recursion to and fro with exceptions wrapped on the way, collections built by calls, arrays held while Java collects garbage. */
public class Main {
    static native void sort(int[] a, IntBinaryOperator c);

    native String pingC(int n, List<String> log);

    static native Map<String, List<String>> index(String[] words);

    static native long mixed(long[] a, Runnable between);

    int failAt = -1;

    String pingJava(int n, List<String> log) {
        log.add("j" + n);
        if (n == failAt) throw new IllegalStateException("at " + n);
        if (n % 7 == 0) System.gc();
        return n == 0 ? "bottom in Java" : pingC(n - 1, log);
    }

    public static void main(String[] args) {
        System.loadLibrary("callbacks");
        int[] a = new Random(3).ints(200, 0, 1000).toArray();
        int[] calls = {0};
        sort(a, (x, y) -> {
            calls[0]++;
            if (calls[0] % 300 == 0) System.gc();
            return Integer.compare(y, x);
        });
        boolean sorted = true;
        for (int i = 1; i < a.length; i++) sorted &= a[i - 1] >= a[i];
        System.out.println(sorted + " " + (calls[0] > 500) + " " + a[0]);
        int before = Arrays.hashCode(a);
        try {
            sort(a, (x, y) -> {
                throw new UnsupportedOperationException("compare");
            });
        } catch (UnsupportedOperationException e) {
            System.out.println(e + " " + (before == Arrays.hashCode(a)) + " " + e.getStackTrace()[1].isNativeMethod() + " " + e.getStackTrace()[1].getMethodName());
        }
        Main m = new Main();
        List<String> log = new ArrayList<>();
        System.out.println(m.pingC(41, log) + " " + log.size() + " " + log.get(40));
        System.out.println(m.pingC(40, log) + " " + log.size());
        m.failAt = 5;
        try {
            m.pingC(20, log);
        } catch (RuntimeException e) {
            StringBuilder sb = new StringBuilder();
            for (Throwable t = e; t != null; t = t.getCause()) sb.append(t.getMessage()).append(' ');
            System.out.println(sb);
        }
        for (int i = 0; i < 200; i++) {
            m.failAt = -1;
            log.clear();
            if (m.pingC(6, log) == null) System.out.println("text changed");
        }
        System.out.println(index("one two three four five six seven eight nine ten öre Übung 中文 中".split(" ")));
        long[] l = new long[1000];
        for (int i = 0; i < l.length; i++) l[i] = i;
        byte[][][] keep = {null};
        System.out.println(mixed(l, () -> {
            keep[0] = new byte[200][1000];
            System.gc();
        }) + " " + l[1] + " " + l[998] + " " + l[999]);
        System.out.println("done JniCallbacks");
    }
}
