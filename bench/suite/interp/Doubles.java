/** float and double arithmetic: n-body steps, Mandelbrot, conversions, comparisons; results rounded to survive no reassociation. */
public class Doubles {
    static double[] px = {0, 4.84, 8.34, 12.89, 15.37}, py = {0, -1.16, 4.12, -15.11, -25.9}, vx = {0, 0.6, -1.01, 1.08, 0.97}, vy = {0, 2.81, 1.82, 0.86, 0.59}, m = {39.4, 0.03, 0.01, 0.001, 0.002};

    static void step(double dt) {
        for (int i = 0; i < 5; i++) {
            for (int j = i + 1; j < 5; j++) {
                double dx = px[i] - px[j], dy = py[i] - py[j], d2 = dx * dx + dy * dy, mag = dt / (d2 * Math.sqrt(d2));
                vx[i] -= dx * m[j] * mag;
                vy[i] -= dy * m[j] * mag;
                vx[j] += dx * m[i] * mag;
                vy[j] += dy * m[i] * mag;
            }
        }
        for (int i = 0; i < 5; i++) {
            px[i] += dt * vx[i];
            py[i] += dt * vy[i];
        }
    }

    static int mandel(double cr, double ci) {
        double r = 0, i = 0;
        int n = 0;
        while (n < 200 && r * r + i * i < 4) {
            double t = r * r - i * i + cr;
            i = 2 * r * i + ci;
            r = t;
            n++;
        }
        return n;
    }

    public static void main(String[] args) {
        for (int i = 0; i < 240_000; i++) step(0.001);
        long it = 0;
        for (int y = 0; y < 320; y++) for (int x = 0; x < 320; x++) it += mandel(x / 160.0 - 1.5, y / 160.0 - 1);
        float f = 1;
        long conv = 0;
        for (int i = 1; i < 9_000_000; i++) {
            f = f * 0.999f + i % 7;
            conv += (int) f + (long) (f * 3.5) + (f > 3 ? 1 : 0);
        }
        System.out.println("Doubles " + px[1] + " " + vy[4] + " " + it + " " + f + " " + conv);
    }
}
