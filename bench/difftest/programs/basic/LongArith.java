/** long arithmetic: overflow, division, shifts by int counts, comparison, longs in locals above other longs. */
public class LongArith {
    static long[] vals = {0, 1, -1, 2, -2, 63, 64, 65, 0xFFFFFFFFL, 1L << 32, -(1L << 32), 1234567890123456789L, -987654321987654321L,
        Long.MAX_VALUE, Long.MIN_VALUE};

    static void p(String k, long v) {
        System.out.print(k);
        System.out.print('=');
        System.out.println(v);
    }

    static long mix(long h, long v) {
        return h * 1000003L + (v ^ (v >>> 32));
    }

    static long many(long a, int b, long c, int d, long e, byte f, long g) {
        return a + b * c - d * e + f * g;
    }

    public static void main(String[] args) {
        long add = 0, sub = 0, mul = 0, div = 0, rem = 0, and = 0, or = 0, xor = 0, shl = 0, shr = 0, ushr = 0;
        int cmp = 0, byZero = 0;
        for (long a : vals) {
            for (long b : vals) {
                add = mix(add, a + b);
                sub = mix(sub, a - b);
                mul = mix(mul, a * b);
                and = mix(and, a & b);
                or = mix(or, a | b);
                xor = mix(xor, a ^ b);
                shl = mix(shl, a << b);
                shr = mix(shr, a >> (int) b);
                ushr = mix(ushr, a >>> b);
                cmp = cmp * 3 + (a < b ? 1 : a == b ? 2 : 0);
                if (a >= b) cmp ^= 5;
                if (a != b) cmp += 11;
                try {
                    div = mix(div, a / b);
                    rem = mix(rem, a % b);
                } catch (ArithmeticException e) {
                    byZero++;
                }
            }
        }
        p("add", add);
        p("sub", sub);
        p("mul", mul);
        p("div", div);
        p("rem", rem);
        p("and", and);
        p("or", or);
        p("xor", xor);
        p("shl", shl);
        p("shr", shr);
        p("ushr", ushr);
        p("cmp", cmp);
        p("byZero", byZero);
        long min = Long.MIN_VALUE, m1 = vals[2];
        p("min/-1", min / m1);
        p("min%-1", min % m1);
        p("-min", -min);
        p("1<<65", vals[1] << 65);
        p("-1>>>1", m1 >>> 1);
        p("many", many(1L << 40, 3, -5L, 7, 1L << 33, (byte) -9, 11L));
        p("(int)", (int) 0x1_8000_0001L);
        p("i2l", (long) (int) m1);
        p("bitCount", Long.bitCount(0x123456789abcdefL));
        p("reverse", Long.reverse(0x123456789abcdefL));
        p("bswap", Long.reverseBytes(0x123456789abcdefL));
        p("nlz", Long.numberOfLeadingZeros(1000));
        p("udiv", Long.divideUnsigned(-1, 10));
        p("mulHigh", Math.multiplyHigh(1234567890123456789L, 987654321987654321L));
        p("floorMod", Math.floorMod(-7L, 3L));
        System.out.println(Long.toHexString(-255L));
        System.out.println(Long.toString(Long.MIN_VALUE, 36));
        System.out.println(Long.parseLong("-9223372036854775808"));
        System.out.println(Long.toUnsignedString(-1L));
        try {
            Math.addExact(Long.MAX_VALUE, 1L);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
        try {
            Math.toIntExact(1L << 40);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("done LongArith");
    }
}
