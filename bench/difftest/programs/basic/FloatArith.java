/** float and double: special values, comparison with NaN, remainder, printing, Math functions with exact results. */
public class FloatArith {
    static double[] ds = {0.0, -0.0, 1.0, -1.5, 0.1, 1e300, -1e300, 1e-310, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3.0, 1e16};
    static float[] fs = {0f, -0f, 1f, -1.5f, 0.1f, 1e38f, -1e38f, 1e-42f, Float.MIN_VALUE, Float.MAX_VALUE, Float.NaN,
        Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 3f, 16777217f};

    static long mix(long h, double d) {
        return h * 31 + Double.doubleToLongBits(d);
    }

    static int mix(int h, float d) {
        return h * 31 + Float.floatToIntBits(d);
    }

    static int cmp(double a, double b) {
        int r = 0;
        if (a < b) r |= 1;
        if (a <= b) r |= 2;
        if (a > b) r |= 4;
        if (a >= b) r |= 8;
        if (a == b) r |= 16;
        if (a != b) r |= 32;
        if (!(a < b)) r |= 64;
        if (!(a > b)) r |= 128;
        return r;
    }

    static int cmp(float a, float b) {
        int r = 0;
        if (a < b) r |= 1;
        if (a <= b) r |= 2;
        if (a > b) r |= 4;
        if (a >= b) r |= 8;
        if (a == b) r |= 16;
        if (a != b) r |= 32;
        if (!(a < b)) r |= 64;
        if (!(a > b)) r |= 128;
        return r;
    }

    public static void main(String[] args) {
        long add = 0, sub = 0, mul = 0, div = 0, rem = 0;
        int c = 0;
        for (double a : ds) {
            for (double b : ds) {
                add = mix(add, a + b);
                sub = mix(sub, a - b);
                mul = mix(mul, a * b);
                div = mix(div, a / b);
                rem = mix(rem, a % b);
                c = c * 17 + cmp(a, b);
            }
        }
        System.out.println(add);
        System.out.println(sub);
        System.out.println(mul);
        System.out.println(div);
        System.out.println(rem);
        System.out.println(c);
        int fadd = 0, fsub = 0, fmul = 0, fdiv = 0, frem = 0;
        c = 0;
        for (float a : fs) {
            for (float b : fs) {
                fadd = mix(fadd, a + b);
                fsub = mix(fsub, a - b);
                fmul = mix(fmul, a * b);
                fdiv = mix(fdiv, a / b);
                frem = mix(frem, a % b);
                c = c * 17 + cmp(a, b);
            }
        }
        System.out.println(fadd);
        System.out.println(fsub);
        System.out.println(fmul);
        System.out.println(fdiv);
        System.out.println(frem);
        System.out.println(c);
        for (double d : ds) System.out.println(d);
        for (float f : fs) System.out.println(f);
        System.out.println(-ds[0]);
        System.out.println(-fs[0]);
        System.out.println(0.1 + 0.2);
        System.out.println(0.1f + 0.2f);
        System.out.println(1.0 / ds[0]);
        System.out.println(1.0 / ds[1]);
        System.out.println(5.5 % -2.0);
        System.out.println(-5.5 % 2.0);
        System.out.println(ds[0] == ds[1]);
        System.out.println(Double.compare(ds[0], ds[1]));
        System.out.println(Double.valueOf(Double.NaN).equals(Double.NaN));
        System.out.println(Math.sqrt(2.0));
        System.out.println(Math.abs(-0.0));
        System.out.println(Math.max(-0.0, 0.0));
        System.out.println(Math.min(-0.0, 0.0));
        System.out.println(Math.max(1.0, Double.NaN));
        System.out.println(Math.floor(-1.5));
        System.out.println(Math.ceil(-1.5));
        System.out.println(Math.rint(2.5));
        System.out.println(Math.round(-2.5));
        System.out.println(Math.round(2.5f));
        System.out.println(Math.fma(3.0, 4.0, 5.0));
        System.out.println(Math.ulp(1.0f));
        System.out.println(Math.nextUp(1.0));
        System.out.println(StrictMath.sin(1.0));
        System.out.println(StrictMath.pow(2.0, 0.5));
        System.out.println(Float.intBitsToFloat(0x7fc00001) != Float.NaN);
        System.out.println(Integer.toHexString(Float.floatToIntBits(Float.intBitsToFloat(0x7fc00001))));
        System.out.println(Long.toHexString(Double.doubleToRawLongBits(-1.5)));
        System.out.println(Double.toHexString(1.1));
        System.out.println(Double.parseDouble("1e-5"));
        System.out.println(Float.parseFloat("3.4028236e38"));
        System.out.println("done FloatArith");
    }
}
