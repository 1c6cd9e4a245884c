import java.util.List;

/** Instructions that ordinary programs rarely contain. */
abstract strictfp class Bodies<T> implements Comparable<T> {
    static final char LETTER = 'é';
    static final char QUOTE = '\'';
    static final String TEXT = "a\tb\u0001\"\\\u00e9";
    static final boolean FLAG = false;
    static final short SHORT = -5;
    static int[][][] cube = new int[2][3][];
    static Object[] arrays = {
        new boolean[1], new char[1], new float[1], new double[1], new byte[1], new short[1],
        new int[1], new long[1], new String[1], new int[1][],
    };

    static int dense(int i) {
        switch (i) {
            case -1: return 10;
            case 0: return 300;
            case 1: return 40000;
            case 3: return -129;
            default: return 1 << 20;
        }
    }

    static int sparse(int i) {
        switch (i) {
            case Integer.MIN_VALUE: return 1;
            case 1000000: return 2;
            default: return 3;
        }
    }

    static long wide(long a0) {
        long v00 = a0, v01 = a0, v02 = a0, v03 = a0, v04 = a0, v05 = a0, v06 = a0, v07 = a0;
        long x00_0 = v00, x00_1 = v01, x00_2 = v02, x00_3 = v03;
        long x01_0 = v00, x01_1 = v01, x01_2 = v02, x01_3 = v03;
        long x02_0 = v00, x02_1 = v01, x02_2 = v02, x02_3 = v03;
        long x03_0 = v00, x03_1 = v01, x03_2 = v02, x03_3 = v03;
        long x04_0 = v00, x04_1 = v01, x04_2 = v02, x04_3 = v03;
        long x05_0 = v00, x05_1 = v01, x05_2 = v02, x05_3 = v03;
        long x06_0 = v00, x06_1 = v01, x06_2 = v02, x06_3 = v03;
        long x07_0 = v00, x07_1 = v01, x07_2 = v02, x07_3 = v03;
        long x08_0 = v00, x08_1 = v01, x08_2 = v02, x08_3 = v03;
        long x09_0 = v00, x09_1 = v01, x09_2 = v02, x09_3 = v03;
        long x10_0 = v00, x10_1 = v01, x10_2 = v02, x10_3 = v03;
        long x11_0 = v00, x11_1 = v01, x11_2 = v02, x11_3 = v03;
        long x12_0 = v00, x12_1 = v01, x12_2 = v02, x12_3 = v03;
        long x13_0 = v00, x13_1 = v01, x13_2 = v02, x13_3 = v03;
        long x14_0 = v00, x14_1 = v01, x14_2 = v02, x14_3 = v03;
        long x15_0 = v00, x15_1 = v01, x15_2 = v02, x15_3 = v03;
        long x16_0 = v00, x16_1 = v01, x16_2 = v02, x16_3 = v03;
        long x17_0 = v00, x17_1 = v01, x17_2 = v02, x17_3 = v03;
        long x18_0 = v00, x18_1 = v01, x18_2 = v02, x18_3 = v03;
        long x19_0 = v00, x19_1 = v01, x19_2 = v02, x19_3 = v03;
        long x20_0 = v00, x20_1 = v01, x20_2 = v02, x20_3 = v03;
        long x21_0 = v00, x21_1 = v01, x21_2 = v02, x21_3 = v03;
        long x22_0 = v00, x22_1 = v01, x22_2 = v02, x22_3 = v03;
        long x23_0 = v00, x23_1 = v01, x23_2 = v02, x23_3 = v03;
        long x24_0 = v00, x24_1 = v01, x24_2 = v02, x24_3 = v03;
        long x25_0 = v00, x25_1 = v01, x25_2 = v02, x25_3 = v03;
        long x26_0 = v00, x26_1 = v01, x26_2 = v02, x26_3 = v03;
        long x27_0 = v00, x27_1 = v01, x27_2 = v02, x27_3 = v03;
        long x28_0 = v00, x28_1 = v01, x28_2 = v02, x28_3 = v03;
        long x29_0 = v00, x29_1 = v01, x29_2 = v02, x29_3 = v03;
        long x30_0 = v00, x30_1 = v01, x30_2 = v02, x30_3 = v03;
        long x31_0 = v00, x31_1 = v01, x31_2 = v02, x31_3 = v03;
        int last = 5;
        last += 1000;
        last++;
        return x31_3 + last;
    }

    static <E extends Enum<E> & Runnable> void bounds(List<? super E> list, E... rest) {
        synchronized (list) {
            rest[0].run();
        }
        assert rest.length > 0 : "none";
    }

    protected abstract native_ method(T t) throws IllegalStateException;

    static class native_ {
        private transient volatile int both;

        private synchronized native Object nothing(double d, long[] l);
    }

    interface Shape {
        int SIDES = 4;

        default void draw() {}

        static void erase() {}

        private void hide() {}
    }
}
