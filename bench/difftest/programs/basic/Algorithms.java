/** Classic algorithms in plain code: sorts, search, matrix, strings, graphs, big-number factorial. */
public class Algorithms {
    static int seed = 12345;

    static int rnd(int n) {
        seed = seed * 1103515245 + 12345;
        return (seed >>> 8) % n;
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
            if (j - lo < hi - i) {
                quick(a, lo, j);
                lo = i;
            } else {
                quick(a, i, hi);
                hi = j;
            }
        }
    }

    static void heap(long[] a) {
        for (int i = a.length / 2 - 1; i >= 0; i--) sift(a, i, a.length);
        for (int e = a.length - 1; e > 0; e--) {
            long t = a[0];
            a[0] = a[e];
            a[e] = t;
            sift(a, 0, e);
        }
    }

    static void sift(long[] a, int i, int n) {
        for (int c; (c = 2 * i + 1) < n; i = c) {
            if (c + 1 < n && a[c + 1] > a[c]) c++;
            if (a[i] >= a[c]) return;
            long t = a[i];
            a[i] = a[c];
            a[c] = t;
        }
    }

    static double det(double[][] m) {
        int n = m.length;
        double d = 1;
        for (int i = 0; i < n; i++) {
            int p = i;
            for (int r = i + 1; r < n; r++) if (Math.abs(m[r][i]) > Math.abs(m[p][i])) p = r;
            if (m[p][i] == 0) return 0;
            if (p != i) {
                double[] t = m[p];
                m[p] = m[i];
                m[i] = t;
                d = -d;
            }
            d *= m[i][i];
            for (int r = i + 1; r < n; r++) {
                double f = m[r][i] / m[i][i];
                for (int c = i; c < n; c++) m[r][c] -= f * m[i][c];
            }
        }
        return d;
    }

    static int lev(String a, String b) {
        int[] prev = new int[b.length() + 1];
        for (int j = 0; j < prev.length; j++) prev[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] cur = new int[prev.length];
            cur[0] = i;
            for (int j = 1; j < prev.length; j++) {
                cur[j] = Math.min(Math.min(cur[j - 1], prev[j]) + 1, prev[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
            }
            prev = cur;
        }
        return prev[b.length()];
    }

    static int[] dijkstra(int[][] g, int s) {
        int n = g.length;
        int[] d = new int[n];
        boolean[] done = new boolean[n];
        java.util.Arrays.fill(d, Integer.MAX_VALUE);
        d[s] = 0;
        for (int k = 0; k < n; k++) {
            int u = -1;
            for (int i = 0; i < n; i++) if (!done[i] && (u < 0 || d[i] < d[u])) u = i;
            done[u] = true;
            for (int v = 0; v < n; v++) if (g[u][v] > 0 && d[u] + g[u][v] < d[v]) d[v] = d[u] + g[u][v];
        }
        return d;
    }

    static String factorial(int n) {
        int[] digits = new int[200];
        digits[0] = 1;
        int len = 1;
        for (int i = 2; i <= n; i++) {
            int carry = 0;
            for (int k = 0; k < len; k++) {
                int t = digits[k] * i + carry;
                digits[k] = t % 10;
                carry = t / 10;
            }
            while (carry > 0) {
                digits[len++] = carry % 10;
                carry /= 10;
            }
        }
        char[] cs = new char[len];
        for (int i = 0; i < len; i++) cs[len - 1 - i] = (char) ('0' + digits[i]);
        return new String(cs);
    }

    public static void main(String[] args) {
        int[] a = new int[500];
        for (int i = 0; i < a.length; i++) a[i] = rnd(10000) - 5000;
        quick(a, 0, a.length - 1);
        int h = 0;
        boolean sorted = true;
        for (int i = 0; i < a.length; i++) {
            h = h * 31 + a[i];
            if (i > 0 && a[i - 1] > a[i]) sorted = false;
        }
        System.out.println(sorted);
        System.out.println(h);
        System.out.println(java.util.Arrays.binarySearch(a, a[100]) >= 0);
        long[] l = new long[300];
        for (int i = 0; i < l.length; i++) l[i] = (long) rnd(1000000) * rnd(1000000);
        heap(l);
        long lh = 0;
        for (long x : l) lh = lh * 31 + x;
        System.out.println(lh);
        double[][] m = new double[8][8];
        for (double[] r : m) for (int i = 0; i < 8; i++) r[i] = rnd(100) / 10.0;
        System.out.println(det(m));
        System.out.println(lev("kitten sitting on", "sitting kitten off"));
        int[][] g = new int[15][15];
        for (int i = 0; i < 60; i++) g[rnd(15)][rnd(15)] = 1 + rnd(50);
        for (int d : dijkstra(g, 0)) {
            System.out.print(d);
            System.out.print(' ');
        }
        System.out.println();
        System.out.println(factorial(60));
        System.out.println("done Algorithms");
    }
}
