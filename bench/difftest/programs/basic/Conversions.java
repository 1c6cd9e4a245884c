/** All primitive conversions: narrowing, widening, saturating float to int, sign extension. */
public class Conversions {
    static void p(String s) {
        System.out.print(s);
        System.out.print(' ');
    }

    static void d2x(double d) {
        System.out.print(d);
        p(":");
        System.out.print((int) d);
        p(",");
        System.out.print((long) d);
        p(",");
        System.out.print((float) d);
        p(",");
        System.out.print((byte) d);
        p(",");
        System.out.print((short) d);
        p(",");
        System.out.println((int) (char) d);
    }

    static void f2x(float d) {
        System.out.print(d);
        p(":");
        System.out.print((int) d);
        p(",");
        System.out.print((long) d);
        p(",");
        System.out.print((double) d);
        p(",");
        System.out.println((int) (char) d);
    }

    static void l2x(long l) {
        System.out.print(l);
        p(":");
        System.out.print((int) l);
        p(",");
        System.out.print((float) l);
        p(",");
        System.out.print((double) l);
        p(",");
        System.out.print((byte) l);
        p(",");
        System.out.print((short) l);
        p(",");
        System.out.println((int) (char) l);
    }

    static void i2x(int i) {
        System.out.print(i);
        p(":");
        System.out.print((long) i);
        p(",");
        System.out.print((float) i);
        p(",");
        System.out.print((double) i);
        p(",");
        System.out.print((byte) i);
        p(",");
        System.out.print((short) i);
        p(",");
        System.out.println((int) (char) i);
    }

    static byte bf = (byte) 200;
    static short sf = (short) 40000;
    static char cf = (char) -1;
    static boolean zf = true;

    static byte retByte(int i) {
        return (byte) i;
    }

    static char retChar(int i) {
        return (char) i;
    }

    static boolean retBool(int i) {
        return i > 3;
    }

    public static void main(String[] args) {
        double[] ds = {0, -0.0, 1.9, -1.9, 127.5, 128, 255, 256, 32768, 65535, 65536, 2147483647.0, 2147483648.0, -2147483649.0, 1e10, 9.3e18, -9.3e18,
            1e40, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-50};
        for (double d : ds) d2x(d);
        float[] fs = {0, 1.9f, -1.9f, 3e9f, -3e9f, 1e19f, -1e19f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0.1f};
        for (float f : fs) f2x(f);
        long[] ls = {0, -1, 127, 128, 32768, 65535, 1L << 31, 1L << 32, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, 0xdeadbeefcafeL};
        for (long l : ls) l2x(l);
        int[] is = {0, -1, 127, 128, -129, 32767, 32768, 65535, 65536, 16777217, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (int i : is) i2x(i);
        System.out.println(bf);
        System.out.println(sf);
        System.out.println((int) cf);
        System.out.println(zf);
        byte b = 127;
        b++;
        System.out.println(b);
        b += 300;
        System.out.println(b);
        b >>>= 1;
        System.out.println(b);
        short s = -1;
        s >>>= 10;
        System.out.println(s);
        char c = 'a';
        c += 1.7;
        System.out.println(c);
        c--;
        System.out.println(c);
        System.out.println((char) (c + 1));
        System.out.println(c + 1);
        System.out.println(retByte(511));
        System.out.println((int) retChar(-2));
        System.out.println(retBool(4));
        System.out.println('a' + 'b');
        System.out.println((byte) 'é');
        long acc = 5;
        acc += 2.9f;
        acc *= 'a';
        System.out.println(acc);
        System.out.println(5 / 2 * 2.0 + 5 / 2.0);
        System.out.println((int) 3.99e9f == Integer.MAX_VALUE);
        System.out.println("done Conversions");
    }
}
