import java.util.*;

/** Math and StrictMath where results are exact: exact arithmetic, floor and ceiling division, fused multiply-add, ulps, neighbours, scaling, exponents, remainders, rounding of every kind, roots of squares. */
public class ExactMath {
    static final double[] D = {0.0, -0.0, 1, -1, 0.5, 1.5, 2.5, -2.5, 1e-310, Double.MIN_VALUE, Double.MAX_VALUE, Double.MIN_NORMAL, 4503599627370497.5, 9007199254740993.0, -1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Math.PI};
    static final float[] F = {0f, -0f, 1f, -1.5f, 0.49999997f, 8388607.5f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 1e-40f};
    static final int[] I = {0, 1, -1, 7, -7, 46341, Integer.MAX_VALUE, Integer.MIN_VALUE};
    static final long[] L = {0, 1, -1, 13, -13, 3037000500L, Long.MAX_VALUE, Long.MIN_VALUE};

    interface Op {
        Object run();
    }

    static String t(Op o) {
        try {
            return String.valueOf(o.run());
        } catch (ArithmeticException e) {
            return "!" + e.getMessage();
        }
    }

    public static void main(String[] args) {
        for (double d : D) System.out.println(d + ": " + Math.ulp(d) + " " + Math.nextUp(d) + " " + Math.nextDown(d) + " " + Math.getExponent(d) + " " + Math.rint(d) + " " + Math.round(d) + " " + Math.floor(d) + " " + Math.ceil(d) + " " + Math.signum(d) + " " + Math.abs(d) + " " + Math.scalb(d, 3) + " " + Math.scalb(d, -1070) + " " + Math.sqrt(d) + " " + Math.nextAfter(d, 2) + " " + Math.copySign(3, d) + " " + (float) d + " " + (long) d + " " + (int) d);
        for (float f : F) System.out.println(f + ": " + Math.ulp(f) + " " + Math.nextUp(f) + " " + Math.nextDown(f) + " " + Math.getExponent(f) + " " + Math.round(f) + " " + Math.signum(f) + " " + Math.scalb(f, 100) + " " + Math.nextAfter(f, -1.0) + " " + Math.copySign(2f, f) + " " + (int) f + " " + (double) f);
        for (double a : D) {
            StringBuilder sb = new StringBuilder();
            for (double b : D) sb.append(Math.min(a, b)).append('/').append(Math.max(a, b)).append('/').append(a % b).append('/').append(Math.IEEEremainder(a, b)).append('/').append(Double.compare(a, b)).append(a < b ? '<' : a > b ? '>' : a == b ? '=' : '?').append(' ');
            System.out.println(sb.toString().hashCode() + " " + sb.substring(0, 40));
        }
        for (int a : I) {
            StringBuilder sb = new StringBuilder(a + ":");
            for (int b : I) sb.append(' ').append(t(() -> Math.addExact(a, b))).append(' ').append(t(() -> Math.subtractExact(a, b))).append(' ').append(t(() -> Math.multiplyExact(a, b))).append(' ').append(t(() -> Math.floorDiv(a, b))).append(' ').append(t(() -> Math.floorMod(a, b))).append(' ').append(t(() -> a / b)).append(' ').append(t(() -> a % b)).append(' ').append(Math.multiplyFull(a, b)).append(' ').append(Integer.compareUnsigned(a, b)).append(' ').append(t(() -> Integer.divideUnsigned(a, b))).append(' ').append(t(() -> Integer.remainderUnsigned(a, b)));
            System.out.println(sb);
        }
        for (long a : L) {
            StringBuilder sb = new StringBuilder(a + ":");
            for (long b : L) sb.append(' ').append(t(() -> Math.addExact(a, b))).append(' ').append(t(() -> Math.multiplyExact(a, b))).append(' ').append(t(() -> Math.floorMod(a, b))).append(' ').append(Math.multiplyHigh(a, b)).append(' ').append(t(() -> Long.divideUnsigned(a, b))).append(' ').append(t(() -> Long.remainderUnsigned(a, b))).append(' ').append(t(() -> Math.floorMod(a, 7))).append(' ').append(t(() -> Math.toIntExact(a)));
            System.out.println(sb);
        }
        for (Op o : new Op[]{() -> Math.negateExact(Integer.MIN_VALUE), () -> Math.incrementExact(Long.MAX_VALUE), () -> Math.decrementExact(Integer.MIN_VALUE), () -> Math.absExact(Integer.MIN_VALUE), () -> Math.absExact(Long.MIN_VALUE), () -> Math.absExact(-5L), () -> Math.abs(Integer.MIN_VALUE), () -> Math.multiplyExact(1L << 62, 2)}) System.out.print(t(o) + " ");
        System.out.println();
        double third = 1 / 3.0;
        System.out.println(Math.fma(third, 3, -1) + " " + (third * 3 - 1) + " " + Math.fma(1e308, 10, -1e308) + " " + Math.fma(0.1f, 10f, -1f) + " " + Math.fma(Double.NaN, 0, 1) + " " + Math.hypot(3, 4) + " " + Math.cbrt(27) + " " + Math.pow(2, 10) + " " + Math.pow(-2, 3) + " " + Math.pow(0, 0) + " " + Math.pow(4, 0.5) + " " + Math.pow(Double.NaN, 0));
        double e = 0;
        for (int i = 0; i < 200; i++) e += StrictMath.sin(i) * StrictMath.cos(i / 3.0) + StrictMath.exp(-i / 50.0) + StrictMath.log(i + 1) + StrictMath.atan2(i, 7) + StrictMath.tan(i / 9.0) + StrictMath.sinh(i / 100.0) + StrictMath.cbrt(i) + StrictMath.log1p(i) + StrictMath.expm1(i / 80.0) + StrictMath.pow(i, 1.7) + StrictMath.asin(i / 200.0) + StrictMath.hypot(i, 3) + StrictMath.log10(i + 2);
        System.out.println(e + " " + Double.doubleToRawLongBits(e) + " " + Double.toHexString(e));
        for (double d : new double[]{0.5, 1.5, 2.5, -0.5, 0.49999999999999994, 4503599627370495.5}) System.out.print(Math.round(d) + " " + Math.rint(d) + " ");
        System.out.println(Math.toDegrees(Math.PI) + " " + Math.toRadians(180) + " " + Double.toHexString(0.1) + " " + Float.toHexString(1.1f) + " " + Double.valueOf("0x1.8p1") + " " + Double.longBitsToDouble(0x7ff8000000000001L) + " " + Long.toHexString(Double.doubleToLongBits(Double.longBitsToDouble(0xfff8000000000123L))) + " " + Float.intBitsToFloat(1) + " " + Double.isFinite(1e308 * 10));
        System.out.println("done ExactMath");
    }
}
