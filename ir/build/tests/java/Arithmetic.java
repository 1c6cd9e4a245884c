class Arithmetic {
    static int i(int n) { return n * 7919 - 12345; }
    static long l(int n) { return n * 123456789012345L - 987654321L; }
    static final int[] INTS = {0, 1, -1, 2, -2, 31, 32, 33, 100, -100, Integer.MAX_VALUE, Integer.MIN_VALUE, 65535, 65536, -129, 128};
    static final long[] LONGS = {0, 1, -1, 63, 64, 65, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -(1L << 32), 0x123456789abcdefL};
    static final float[] FLOATS = {0f, -0f, 1f, -1f, 1.5f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE, 3e9f, -3e9f, 1e19f};
    static final double[] DOUBLES = {0, -0.0, 1, -1, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, 3e9, -3e9, 1e19, -1e19};

    static int ints() {
        int h = 17;
        for (int a : INTS) {
            for (int b : INTS) {
                h = h * 31 + (a + b) ^ (a - b) + a * b;
                h = h * 31 + ((a & b) | (a ^ b)) + (a << b) - (a >> b) + (a >>> b) - -a + ~b;
                if (b != 0) h = h * 31 + a / b + a % b;
            }
        }
        return h;
    }

    static long longs() {
        long h = 17;
        for (long a : LONGS) {
            for (long b : LONGS) {
                h = h * 31 + (a + b) ^ (a - b) + a * b;
                h = h * 31 + ((a & b) | (a ^ b)) + (a << b) - (a >> (int) b) + (a >>> b) - -a + ~b;
                if (b != 0) h = h * 31 + a / b + a % b;
                h = h * 31 + (a < b ? 1 : 0) + (a > b ? 2 : 0) + (a == b ? 4 : 0) + (a <= b ? 8 : 0) + (a >= b ? 16 : 0) + (a != b ? 32 : 0);
            }
        }
        return h;
    }

    static int floatCompares() {
        int h = 1;
        for (float a : FLOATS) {
            for (float b : FLOATS) {
                h = h * 37 + (a < b ? 1 : 0) + (a > b ? 2 : 0) + (a == b ? 4 : 0) + (a <= b ? 8 : 0) + (a >= b ? 16 : 0) + (a != b ? 32 : 0);
                h = h * 37 + (!(a < b) ? 1 : 0) + (!(a > b) ? 2 : 0) + (!(a <= b) ? 8 : 0) + (!(a >= b) ? 16 : 0);
            }
        }
        return h;
    }

    static int doubleCompares() {
        int h = 1;
        for (double a : DOUBLES) {
            for (double b : DOUBLES) {
                h = h * 37 + (a < b ? 1 : 0) + (a > b ? 2 : 0) + (a == b ? 4 : 0) + (a <= b ? 8 : 0) + (a >= b ? 16 : 0) + (a != b ? 32 : 0);
                boolean less = a < b, more = a > b;
                while (!(a >= b)) { h += 3; break; }
                h = h * 37 + (less == more ? 1 : 0);
            }
        }
        return h;
    }

    static double doubles() {
        double h = 1;
        for (double a : DOUBLES) {
            for (double b : DOUBLES) {
                double x = a * 0.5 + b - a / 3 + b % 7 - -a;
                if (x == x && x - x == 0) h = h * 0.75 + x * 1e-300;
            }
        }
        return h;
    }

    static float floats() {
        float h = 1;
        for (float a : FLOATS) {
            for (float b : FLOATS) {
                float x = a * 0.5f + b - a / 3 + b % 7 - -a;
                if (x == x && x - x == 0) h = h * 0.75f + x * 1e-30f;
            }
        }
        return h;
    }

    static long conversions() {
        long h = 0;
        for (int a : INTS) h = h * 31 + (byte) a + (short) a * 3 + (char) a * 5 + (long) a + (long) (float) a + (long) (double) a;
        for (long a : LONGS) h = h * 31 + (int) a + (long) (float) a + (long) (double) a + (byte) a;
        for (float a : FLOATS) h = h * 31 + (int) a + (long) a + (long) (double) a;
        for (double a : DOUBLES) h = h * 31 + (int) a + (long) a + (long) (float) a + (char) a;
        return h;
    }

    static int divideByZero() {
        int caught = 0;
        for (int d = -1; d <= 1; d++) {
            try {
                caught += 10 / d;
                caught += (int) (10L % (long) d);
            } catch (ArithmeticException e) {
                caught += 100;
            }
        }
        return caught;
    }

    static int uncaught() { return i(1) / (i(0) - i(0)); }
    static boolean booleans() { return (i(3) > 5) ^ (l(4) < 9); }
    static byte bytes() { return (byte) i(1000); }
    static short shorts() { return (short) i(1001); }
    static char chars() { return (char) i(1002); }
}
