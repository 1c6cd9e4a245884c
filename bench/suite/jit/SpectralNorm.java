/** Power iteration on an infinite matrix: loops over double arrays, and divisions. */
public class SpectralNorm {
    static double entry(int i, int j) {
        return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
    }

    static void multiply(double[] v, double[] to) {
        for (int i = 0; i < to.length; i++) {
            double sum = 0;
            for (int j = 0; j < v.length; j++) sum += entry(i, j) * v[j];
            to[i] = sum;
        }
    }

    static void multiplyTransposed(double[] v, double[] to) {
        for (int i = 0; i < to.length; i++) {
            double sum = 0;
            for (int j = 0; j < v.length; j++) sum += entry(j, i) * v[j];
            to[i] = sum;
        }
    }

    static double norm(int n) {
        double[] u = new double[n], v = new double[n], t = new double[n];
        java.util.Arrays.fill(u, 1);
        for (int i = 0; i < 10; i++) {
            multiply(u, t);
            multiplyTransposed(t, v);
            multiply(v, t);
            multiplyTransposed(t, u);
        }
        double uv = 0, vv = 0;
        for (int i = 0; i < n; i++) {
            uv += u[i] * v[i];
            vv += v[i] * v[i];
        }
        return Math.sqrt(uv / vv);
    }

    public static void main(String[] args) {
        BenchHarness.run("SpectralNorm", args, 60, 4608417414426438917L, () -> Double.doubleToLongBits(norm(500)));
    }
}
