import java.util.*;

/** Conversion between floating point and text: shortest output, parsing at the edges, hex floats, rounding half even at the limits. */
public class FloatText {
    public static void main(String[] args) {
        double[] ds = {1e-5, 1e-3, 0.001, 9.999e-4, 1e7, 9999999.999, 12345678.9, 1.0E23, 2e-44, 4.9e-324, 2.2250738585072014E-308, 2.2250738585072011e-308, 1.7976931348623157e308, 9007199254740993.0, 0.1 + 0.7, 1.0 / 3, 2.0 / 3, 100.0, 123456.0,
            5e-324, 1e22, 1e21, 123e18, 8.41e21, 2.0e-3, 3.141592653589793, 9.5367431640625E-7, 1.1, 2.2, 3.3000000000000003};
        for (double d : ds) System.out.println(d + " " + (float) d + " " + Double.toHexString(d) + " " + Float.toHexString((float) d) + " " + Double.parseDouble(Double.toString(d)) / d);
        String[] ps = {"0", "-0", "1e400", "1e-400", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308", "0x1p3", "0x1.8p-1", "0x.8P10d", "1.5f", " 7 ", "+3.", ".5", "NaN", "-Infinity",
            "9007199254740992.5", "9007199254740993", "9007199254740991.4999999999999999999999", "0.000000000000000000000000000000000000000000000000000000001", "123456789012345678901234567890", "1e", "e5", ".", "0x1", "infinity", "1_0", "--1", "0x1.fffffffffffff8p0", "0x1.0000000000000800001p0"};
        for (String p : ps) {
            String r;
            try {
                r = Double.parseDouble(p) + " " + Float.parseFloat(p);
            } catch (NumberFormatException e) {
                r = e.getMessage();
            }
            System.out.println(p + " -> " + r);
        }
        String[] fs = {"1.17549435E-38f", "1.4e-45", "7.006492321624085e-46", "7.006492321624086e-46", "3.4028235e38", "3.4028236e38", "3.402823669e38", "16777217", "16777219", "0.1", "1.00000017881393432617187499", "1.00000017881393432617187500", "1.00000017881393432617187501"};
        for (String f : fs) System.out.println(f + " " + Float.parseFloat(f) + " " + Integer.toHexString(Float.floatToIntBits(Float.parseFloat(f))));
        Random r = new Random(1);
        int bad = 0;
        long h = 0;
        for (int i = 0; i < 400; i++) {
            double d = Double.longBitsToDouble(r.nextLong());
            if (Double.isNaN(d)) continue;
            if (Double.parseDouble(Double.toString(d)) != d) bad++;
            float f = Float.intBitsToFloat(r.nextInt());
            if (!Float.isNaN(f) && Float.parseFloat(Float.toString(f)) != f) bad++;
            h = h * 31 + Double.toString(d).hashCode();
            h = h * 31 + Float.toString(f).hashCode();
        }
        System.out.println(bad + " " + h);
        System.out.println(Double.compare(0.0, -0.0) + " " + Double.compare(Double.NaN, 1) + " " + Double.valueOf(-0.0).equals(0.0) + " " + (0.0 == -0.0) + " " + Float.compare(-0f, 0f) + " " + Double.isFinite(1e308 * 10) + " " + Double.MIN_NORMAL + " " + Float.MIN_NORMAL + " " + Double.BYTES);
        StringBuilder sb = new StringBuilder();
        sb.append(1.0f).append(' ').append(1e10).append(' ').append(-0.0).append(' ').append(Float.NaN);
        System.out.println(sb);
        System.out.println("done FloatText");
    }
}
