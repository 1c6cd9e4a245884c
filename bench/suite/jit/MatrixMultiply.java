/** Products of square matrices of doubles and of ints, written plainly. */
public class MatrixMultiply {
    static final int N = 160;

    static double[][] multiply(double[][] a, double[][] b) {
        double[][] c = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int k = 0; k < N; k++) {
                double factor = a[i][k];
                for (int j = 0; j < N; j++) c[i][j] += factor * b[k][j];
            }
        }
        return c;
    }

    static int[][] multiply(int[][] a, int[][] b) {
        int[][] c = new int[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                int sum = 0;
                for (int k = 0; k < N; k++) sum += a[i][k] * b[k][j];
                c[i][j] = sum;
            }
        }
        return c;
    }

    static long products() {
        double[][] a = new double[N][N], b = new double[N][N];
        int[][] m = new int[N][N], n = new int[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                a[i][j] = i + j;
                b[i][j] = i - j;
                m[i][j] = i * j + 1;
                n[i][j] = i ^ j;
            }
        }
        double[][] c = a;
        int[][] p = m;
        for (int i = 0; i < 2; i++) {
            c = multiply(c, b);
            p = multiply(p, n);
        }
        long sum = 0;
        for (int i = 0; i < N; i++) sum = sum * 31 + (long) c[i][N - 1 - i] + p[i][i];
        return sum;
    }

    public static void main(String[] args) {
        BenchHarness.run("MatrixMultiply", args, 120, 6816804602251456512L, MatrixMultiply::products);
    }
}
