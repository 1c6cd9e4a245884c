/** Matrices of double, int and long: multiplication, transposition, LU decomposition, powers, convolution. */
public class Matrix {
    static double[][] mul(double[][] a, double[][] b) {
        int n = a.length, m = b[0].length, k = b.length;
        double[][] c = new double[n][m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double s = 0;
                for (int x = 0; x < k; x++) s += a[i][x] * b[x][j];
                c[i][j] = s;
            }
        }
        return c;
    }

    static double det(double[][] a) {
        double d = 1;
        int n = a.length;
        for (int i = 0; i < n; i++) {
            d *= a[i][i];
            for (int r = i + 1; r < n; r++) {
                double f = a[r][i] / a[i][i];
                for (int c = i; c < n; c++) a[r][c] -= f * a[i][c];
            }
        }
        return d;
    }

    static long[][] powMod(long[][] b, long e, long mod) {
        int n = b.length;
        long[][] r = new long[n][n];
        for (int i = 0; i < n; i++) r[i][i] = 1;
        for (; e > 0; e >>= 1) {
            if ((e & 1) == 1) r = mulMod(r, b, mod);
            b = mulMod(b, b, mod);
        }
        return r;
    }

    static long[][] mulMod(long[][] a, long[][] b, long mod) {
        int n = a.length;
        long[][] c = new long[n][n];
        for (int i = 0; i < n; i++) for (int k = 0; k < n; k++) for (int j = 0; j < n; j++) c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % mod;
        return c;
    }

    public static void main(String[] args) {
        int n = 210;
        double[][] a = new double[n][n], b = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = (i * 7 + j * 3) % 11 / 11.0;
                b[i][j] = i == j ? 2 : (i ^ j) % 5 / 50.0;
            }
        }
        double[][] c = mul(mul(a, b), a);
        double tr = 0;
        for (int i = 0; i < n; i++) tr += c[i][i];
        double d = det(mul(b, b));
        long[][] l = new long[12][12];
        for (int i = 0; i < 12; i++) for (int j = 0; j < 12; j++) l[i][j] = i * j + 1;
        long p = powMod(l, 1L << 40 | 12345, 1_000_000_007L)[3][5];
        int[] img = new int[200 * 200], out = new int[200 * 200], ker = {1, 2, 1, 2, 4, 2, 1, 2, 1};
        for (int i = 0; i < img.length; i++) img[i] = i * 31 % 256;
        for (int r = 0; r < 40; r++) {
            for (int y = 1; y < 199; y++) {
                for (int x = 1; x < 199; x++) {
                    int s = 0;
                    for (int k = 0; k < 9; k++) s += img[(y + k / 3 - 1) * 200 + x + k % 3 - 1] * ker[k];
                    out[y * 200 + x] = s >> 4;
                }
            }
            int[] t = img;
            img = out;
            out = t;
        }
        long s = 0;
        for (int x : img) s = s * 31 + x;
        System.out.println("Matrix " + tr + " " + d + " " + p + " " + s);
    }
}
