/** Methods that a compiler builds as instructions, on values at the edges, in methods that get hot. */
public class Intrinsics {
    static final int[] INTS = {
        0, 1, -1, 2, 7, 31, 32, 33, 63, 64, 127, 128, -128, 255, 256, 65535, 65536, -32769, 46341, -46341, 0x12345678, 0xcafebabe,
        Integer.MAX_VALUE, Integer.MAX_VALUE - 1, Integer.MIN_VALUE, Integer.MIN_VALUE + 1,
    };
    static final long[] LONGS = {
        0, 1, -1, 2, 63, 64, 255, 65536, 3037000499L, 3037000500L, -3037000500L, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 31, 1L << 32, -(1L << 31) - 1,
        0x123456789abcdef0L, 0xcafebabedeadbeefL, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MIN_VALUE + 1,
    };
    static final float[] FLOATS = {
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 3.3f, 1e-45f, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 8388609.5f,
        Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, Float.intBitsToFloat(0xffc12345),
    };
    static final double[] DOUBLES = {
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3.3, 0.49999999999999994, -0.2, 4503599627370495.5, -4503599627370497.5, 9007199254740993.0,
        4.9e-324, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
        Double.NaN, Double.longBitsToDouble(0xfff8000012345678L),
    };

    static long hash;

    static void add(long value) {
        hash = hash * 31 + value;
    }

    static void add(double value) {
        add(Double.doubleToLongBits(value));
    }

    static void add(float value) {
        add(Float.floatToIntBits(value));
    }

    static void add(boolean value) {
        add(value ? 1 : 0);
    }

    static void show(String what) {
        System.out.println(what + " " + Long.toHexString(hash));
        hash = 0;
    }

    static void intUnary() {
        for (int x : INTS) {
            add(Math.abs(x));
            add(Integer.bitCount(x));
            add(Integer.numberOfLeadingZeros(x));
            add(Integer.numberOfTrailingZeros(x));
            add(Integer.reverse(x));
            add(Integer.reverseBytes(x));
            add(Integer.highestOneBit(x));
            add(Short.reverseBytes((short) x));
            add(Character.reverseBytes((char) x));
            add(Float.intBitsToFloat(x));
            add(Float.floatToRawIntBits(Float.intBitsToFloat(x & 0x7fbfffff)));
            add(Integer.toUnsignedLong(x));
        }
        show("int unary");
    }

    static void intBinary() {
        for (int x : INTS) {
            for (int y : INTS) {
                add(Math.min(x, y));
                add(Math.max(x, y));
                add(Integer.rotateLeft(x, y));
                add(Integer.rotateRight(x, y));
                add(Integer.rotateLeft(x, 7) ^ Integer.rotateRight(x, 9));
                add(Integer.compareUnsigned(x, y));
                add(Integer.compare(x, y));
                if (y != 0) {
                    add(Integer.divideUnsigned(x, y));
                    add(Integer.remainderUnsigned(x, y));
                }
            }
        }
        show("int binary");
    }

    static void longUnary() {
        for (long x : LONGS) {
            add(Math.abs(x));
            add(Long.bitCount(x));
            add(Long.numberOfLeadingZeros(x));
            add(Long.numberOfTrailingZeros(x));
            add(Long.reverse(x));
            add(Long.reverseBytes(x));
            add(Long.lowestOneBit(x));
            add(Double.longBitsToDouble(x));
            add(Double.doubleToRawLongBits(Double.longBitsToDouble(x & ~(1L << 51))));
        }
        show("long unary");
    }

    static void longBinary() {
        for (long x : LONGS) {
            for (long y : LONGS) {
                add(Math.min(x, y));
                add(Math.max(x, y));
                add(Math.multiplyHigh(x, y));
                add(Long.rotateLeft(x, (int) y));
                add(Long.rotateRight(x, (int) y));
                add(Long.compareUnsigned(x, y));
                if (y != 0) {
                    add(Long.divideUnsigned(x, y));
                    add(Long.remainderUnsigned(x, y));
                }
            }
        }
        show("long binary");
    }

    static void floats() {
        for (float x : FLOATS) {
            add(Math.abs(x));
            add(Float.floatToIntBits(x));
            add(Float.floatToRawIntBits(x));
            add(Float.isNaN(x));
            add((float) Math.sqrt(x));
            add(Math.signum(x));
            add(Math.round(x));
            for (float y : FLOATS) {
                add(Math.min(x, y));
                add(Math.max(x, y));
                add(Math.copySign(x, y));
                add(Float.compare(x, y));
                for (float z : FLOATS) {
                    add(Math.fma(x, y, z));
                }
            }
        }
        show("floats");
    }

    static void doubles() {
        for (double x : DOUBLES) {
            add(Math.abs(x));
            add(Double.doubleToLongBits(x));
            add(Double.doubleToRawLongBits(x));
            add(Double.isNaN(x));
            add(Math.sqrt(x));
            add(StrictMath.sqrt(x));
            add(Math.floor(x));
            add(Math.ceil(x));
            add(Math.rint(x));
            add(Math.round(x));
            add(Math.signum(x));
            for (double y : DOUBLES) {
                add(Math.min(x, y));
                add(Math.max(x, y));
                add(Math.copySign(x, y));
                add(Double.compare(x, y));
                for (double z : DOUBLES) {
                    add(Math.fma(x, y, z));
                }
            }
        }
        show("doubles");
    }

    interface Exact {
        long get();
    }

    static void exact(Exact exact) {
        try {
            add(exact.get());
        } catch (ArithmeticException e) {
            add(e.getMessage().hashCode());
        }
    }

    static void exactInts() {
        for (int x : INTS) {
            exact(() -> Math.incrementExact(x));
            exact(() -> Math.decrementExact(x));
            exact(() -> Math.negateExact(x));
            for (int y : INTS) {
                exact(() -> Math.addExact(x, y));
                exact(() -> Math.subtractExact(x, y));
                exact(() -> Math.multiplyExact(x, y));
                exact(() -> Integer.divideUnsigned(x, y));
                exact(() -> Integer.remainderUnsigned(x, y));
            }
        }
        show("exact ints");
    }

    static void exactLongs() {
        for (long x : LONGS) {
            exact(() -> Math.incrementExact(x));
            exact(() -> Math.decrementExact(x));
            exact(() -> Math.negateExact(x));
            exact(() -> Math.toIntExact(x));
            for (long y : LONGS) {
                exact(() -> Math.addExact(x, y));
                exact(() -> Math.subtractExact(x, y));
                exact(() -> Math.multiplyExact(x, y));
                exact(() -> Long.divideUnsigned(x, y));
                exact(() -> Long.remainderUnsigned(x, y));
            }
        }
        show("exact longs");
    }

    /** The exception leaves from the middle of an expression, with operands below it. */
    static int sum(int[] values, int limit) {
        int sum = 100;
        try {
            for (int value : values) {
                sum = limit - Math.addExact(sum, value) + Math.multiplyExact(value, value);
            }
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage() + " at " + sum + " in " + e.getStackTrace()[0].getMethodName());
            return -sum;
        }
        return sum;
    }

    public static void main(String[] args) {
        for (int round = 0; round < 3; round++) {
            intUnary();
            intBinary();
            longUnary();
            longBinary();
            floats();
            doubles();
            exactInts();
            exactLongs();
        }
        int total = 0;
        for (int round = 0; round < 3000; round++) {
            total += sum(new int[] {1, 2, round}, 7);
        }
        System.out.println(total);
        System.out.println(sum(new int[] {1, Integer.MIN_VALUE, 2}, 7));
        System.out.println(sum(new int[] {1, 65536, 2}, 7));
        System.out.println("done");
    }
}
