/** Points of the Mandelbrot set: a short loop of double arithmetic with an unpredictable end. */
public class Mandelbrot {
    static long points(int size) {
        long checksum = 0;
        for (int row = 0; row < size; row++) {
            double ci = 2.0 * row / size - 1.0;
            for (int column = 0; column < size; column++) {
                double cr = 2.0 * column / size - 1.5;
                double zr = 0, zi = 0, rr = 0, ii = 0;
                int n = 0;
                while (n < 50 && rr + ii <= 4) {
                    zi = 2 * zr * zi + ci;
                    zr = rr - ii + cr;
                    rr = zr * zr;
                    ii = zi * zi;
                    n++;
                }
                checksum = checksum * 31 + n;
            }
        }
        return checksum;
    }

    public static void main(String[] args) {
        BenchHarness.run("Mandelbrot", args, 80, -6766040766258900793L, () -> points(450));
    }
}
