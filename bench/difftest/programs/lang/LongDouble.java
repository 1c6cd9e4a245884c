/** long and double everywhere: parameters between single slots, statics, arrays, returns through finally, conversions in calls, comparison chains, compound operators. */
public class LongDouble {
    long lf = 1;
    double df = 2;
    static long sl = 3;
    static double sd = 4;
    long[] la = {5, 6};
    double[] da = {7, 8};

    static long mixed(int a, long b, int c, double d, Object e, long f, byte g, double h, float i, long j) {
        return a + b * c + (long) d + (e == null ? 1 : 2) + f * g + (long) h + (long) i + j;
    }

    double inst(double a, int b, long c, double d) {
        return a * b + c / d + df + lf;
    }

    static long fin(long v, boolean t) {
        try {
            if (t) throw new RuntimeException();
            return v * 2;
        } catch (RuntimeException e) {
            return v * 3;
        } finally {
            v = -1;
            sl++;
        }
    }

    static double rec(double d, long n) {
        return n == 0 ? d : rec(d / 2 + n, n - 1) + 1;
    }

    static int cmp(long a, long b) {
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : 99;
    }

    static String cmpd(double a, double b) {
        return (a < b ? "<" : "") + (a <= b ? "<=" : "") + (a > b ? ">" : "") + (a >= b ? ">=" : "") + (a == b ? "==" : "") + (a != b ? "!=" : "") + (!(a < b) ? "!<" : "") + (!(a >= b) ? "!>=" : "");
    }

    interface LD {
        double f(long a, double b, int c);
    }

    static double va(long first, double... rest) {
        double s = first;
        for (double d : rest) s = s * 10 + d;
        return s;
    }

    static long[] swap(long a, long b) {
        long t = a;
        a = b;
        b = t;
        return new long[]{a, b, t};
    }

    public static void main(String[] args) {
        System.out.println(mixed(1, 2L, 3, 4.9, null, 5L, (byte) -6, 7.9, 8.5f, 1L << 40));
        LongDouble o = new LongDouble();
        System.out.println(o.inst(1.5, 2, 3L, 4.0));
        System.out.println(fin(5, false) + " " + fin(5, true) + " " + sl);
        System.out.println(rec(100, 20));
        for (long[] p : new long[][]{{1, 2}, {2, 1}, {1, 1}, {Long.MIN_VALUE, Long.MAX_VALUE}, {-1, 1L << 32}, {0xFFFFFFFFL, -1}}) System.out.print(cmp(p[0], p[1]) + " ");
        System.out.println();
        for (double[] p : new double[][]{{1, 2}, {2, 1}, {1, 1}, {Double.NaN, 1}, {1, Double.NaN}, {0.0, -0.0}}) System.out.println(cmpd(p[0], p[1]));
        o.lf += 5;
        o.lf <<= 33;
        o.lf |= 0xff;
        o.lf /= 3;
        o.lf = o.lf++ + --o.lf;
        o.df -= 0.5;
        o.df %= 1.2;
        o.df *= o.lf;
        System.out.println(o.lf + " " + o.df);
        o.la[0] += o.la[1]++ * 2;
        o.da[1] /= o.da[0]--;
        sl ^= o.la[0] ^ -1L;
        sd += sl-- - ++sl;
        System.out.println(o.la[0] + " " + o.la[1] + " " + o.da[0] + " " + o.da[1] + " " + sl + " " + sd);
        LD f = (a, b, c) -> a * b + c;
        System.out.println(f.f(3, 2.5, 4) + " " + va(1) + " " + va(1, 2, 3L, 'd', 2.5f));
        long[] s = swap(10, 20);
        System.out.println(s[0] + " " + s[1] + " " + s[2]);
        long acc = 0;
        double dacc = 0;
        for (long i = Integer.MAX_VALUE - 3L; i < Integer.MAX_VALUE + 4L; i++) acc += (int) i;
        for (double d = 0; d < 1; d += 0.1) dacc += d;
        System.out.println(acc + " " + dacc);
        long big = 1L << 62;
        int shift = 70;
        System.out.println((big << shift) + " " + (big >> shift) + " " + (-big >>> shift) + " " + (1 << shift) + " " + (byte) (big >> 58) + " " + (float) big + " " + (int) (big >> 31) + " " + (char) (big >> 46));
        Object[] boxes = {1L, 2.0, (Object) 3L, true ? 4L : 5.0, 6 / 4L, 7 / 4.0f};
        for (Object b : boxes) System.out.print(b.getClass().getSimpleName() + "=" + b + " ");
        System.out.println();
        long[][] grid = new long[3][4];
        double[][][] cube = new double[2][2][2];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) grid[i][j] = (long) i << j * 10;
        cube[1][1][0] = grid[2][3];
        cube[1][1][0]++;
        grid[2][3] -= cube[1][1][0];
        System.out.println(grid[2][3] + " " + cube[1][1][0] + " " + grid[1][2]);
        final long fl = 5;
        class Cap {
            double get() {
                return fl + o.df + acc2;
            }

            final double acc2 = 1.25;
        }
        System.out.println(new Cap().get() - o.df);
        System.out.println((5 & 3L) + (5 | 8) + (~0L) + " " + (3 > 2L ? 1 : 2.0) + " " + (char) ('a' + 1L) + " " + (long) 'z' + " " + (1 / 3 * 3) + " " + (1 / 3.0 * 3) + " " + 1e18 % 7 + " " + -7L % 3 + " " + -7.5 % 2);
        System.out.println("done LongDouble");
    }
}
