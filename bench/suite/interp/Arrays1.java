/** Array loads and stores of every element type, nested arrays, bounds in inner loops, sieve. */
public class Arrays1 {
    public static void main(String[] args) {
        int n = 1000;
        byte[] b = new byte[n];
        short[] s = new short[n];
        char[] c = new char[n];
        int[] a = new int[n];
        long[] l = new long[n];
        float[] f = new float[n];
        double[] d = new double[n];
        boolean[] z = new boolean[n];
        Object[] o = new Object[n];
        for (int r = 0; r < 6000; r++) {
            for (int i = 1; i < n; i++) {
                b[i] += a[i - 1];
                s[i] ^= b[i];
                c[i] += s[i];
                a[i] = a[i - 1] + c[i] + r;
                l[i] += a[i];
                f[i] = f[i - 1] + 0.5f;
                d[i] += f[i];
                z[i] = !z[i - 1];
                o[i] = (i & 1) == 0 ? o[i - 1] : o;
            }
        }
        long sum = 0;
        for (int i = 0; i < n; i++) sum = sum * 31 + b[i] + s[i] + c[i] + a[i] + l[i] + (long) f[i] + (long) d[i] + (z[i] ? 1 : 0) + (o[i] == null ? 3 : 5);
        int primes = 0;
        for (int r = 0; r < 20; r++) {
            boolean[] comp = new boolean[300_001];
            primes = 0;
            for (int i = 2; i <= 300_000; i++) {
                if (comp[i]) continue;
                primes++;
                for (int j = i + i; j <= 300_000; j += i) comp[j] = true;
            }
        }
        int[][] grid = new int[200][200];
        for (int r = 0; r < 20; r++) for (int i = 1; i < 200; i++) for (int j = 1; j < 200; j++) grid[i][j] = grid[i - 1][j] + grid[i][j - 1] + i * j + r;
        System.out.println("Arrays1 " + sum + " " + primes + " " + grid[199][199]);
    }
}
