import java.util.*;

/** Sorting: quick, merge, heap and radix sorts written out, and the library's on ints, objects and with comparators. */
public class Sorting {
    static int[] data(int n, int seed) {
        int[] a = new int[n];
        for (int i = 0; i < n; i++) {
            seed = seed * 1103515245 + 12345;
            a[i] = seed >>> 4;
        }
        return a;
    }

    static void quick(int[] a, int lo, int hi) {
        while (lo < hi) {
            int p = a[(lo + hi) >>> 1], i = lo, j = hi;
            while (i <= j) {
                while (a[i] < p) i++;
                while (a[j] > p) j--;
                if (i <= j) {
                    int t = a[i];
                    a[i++] = a[j];
                    a[j--] = t;
                }
            }
            quick(a, lo, j);
            lo = i;
        }
    }

    static void merge(int[] a, int[] t, int lo, int hi) {
        if (hi - lo < 2) return;
        int m = (lo + hi) >>> 1;
        merge(a, t, lo, m);
        merge(a, t, m, hi);
        for (int i = lo, j = m, k = lo; k < hi; k++) t[k] = j >= hi || i < m && a[i] <= a[j] ? a[i++] : a[j++];
        System.arraycopy(t, lo, a, lo, hi - lo);
    }

    static void radix(int[] a) {
        int[] t = new int[a.length];
        for (int s = 0; s < 32; s += 8) {
            int[] c = new int[257];
            for (int x : a) c[(x >>> s & 255) + 1]++;
            for (int i = 0; i < 256; i++) c[i + 1] += c[i];
            for (int x : a) t[c[x >>> s & 255]++] = x;
            System.arraycopy(t, 0, a, 0, a.length);
        }
    }

    static void heap(int[] a) {
        for (int i = a.length / 2; --i >= 0; ) sift(a, i, a.length);
        for (int e = a.length; --e > 0; ) {
            int t = a[0];
            a[0] = a[e];
            a[e] = t;
            sift(a, 0, e);
        }
    }

    static void sift(int[] a, int i, int n) {
        for (int c; (c = 2 * i + 1) < n; i = c) {
            if (c + 1 < n && a[c + 1] > a[c]) c++;
            if (a[i] >= a[c]) return;
            int t = a[i];
            a[i] = a[c];
            a[c] = t;
        }
    }

    static long hash(int[] a) {
        long h = 0;
        for (int i = 0; i < a.length; i++) h = h * 31 + a[i] + (i > 0 && a[i - 1] > a[i] ? 1L << 40 : 0);
        return h;
    }

    public static void main(String[] args) {
        long h = 0;
        for (int r = 0; r < 3; r++) {
            int[] a = data(60_000, r + 1), b = a.clone(), c = a.clone(), d = a.clone(), e = a.clone();
            quick(a, 0, a.length - 1);
            merge(b, new int[b.length], 0, b.length);
            radix(c);
            heap(d);
            Arrays.sort(e);
            h = h * 7 + hash(a);
            if (!Arrays.equals(a, b) || !Arrays.equals(a, c) || !Arrays.equals(a, d) || !Arrays.equals(a, e)) System.out.println("orders differ");
        }
        Integer[] is = new Integer[30_000];
        int[] src = data(is.length, 9);
        for (int i = 0; i < is.length; i++) is[i] = src[i];
        Arrays.sort(is, Comparator.comparing((Integer x) -> x % 100).thenComparing(Comparator.reverseOrder()));
        for (Integer x : is) h = h * 31 + x;
        System.out.println("Sorting " + h);
    }
}
