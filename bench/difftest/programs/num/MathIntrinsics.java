/** Methods of Math that the VM executes itself, with all kinds of numbers; also through a method handle. */
public class MathIntrinsics {
    static final double[] D = {
        0.0, -0.0, 1, -1, 0.5, 2, 3, 1e-320, -1e-320, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE,
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, Math.PI, 1e300, 1 + 0x1p-52, 0.1
    };

    static String bits(double d) {
        return Long.toHexString(Double.doubleToLongBits(d));
    }

    static String bits(float f) {
        return Integer.toHexString(Float.floatToIntBits(f));
    }

    public static void main(String[] args) throws Throwable {
        for (double d : D) {
            System.out.println(d + " " + bits(Math.sqrt(d)) + " " + bits(StrictMath.sqrt(d)) + " " + bits(Math.abs(d)) + " " + bits(StrictMath.abs(d)));
        }
        long sum = 0;
        for (double a : D) {
            for (double b : D) {
                for (double c : D) {
                    sum = sum * 31 + Double.doubleToLongBits(Math.fma(a, b, c));
                    sum = sum * 31 + Float.floatToIntBits(Math.fma((float) a, (float) b, (float) c));
                }
            }
        }
        System.out.println(sum + " " + bits(Math.fma(0.1, 10, -1)) + " " + bits(Math.fma(0.1f, 10, -1f)));
        var sqrt = java.lang.invoke.MethodHandles.lookup().findStatic(Math.class, "sqrt", java.lang.invoke.MethodType.methodType(double.class, double.class));
        System.out.println((double) sqrt.invokeExact(2.0) + " " + Math.class.getMethod("sqrt", double.class).invoke(null, 3.0));
        Math.sqrt(4); // A result that is dropped.
        System.out.println("done");
    }
}
