/** int arithmetic: overflow, division, remainder, shifts, bitwise operators. No string concatenation, so no indy. */
public class IntArith {
    static int[] vals = {0, 1, -1, 2, -2, 7, -7, 31, 32, 33, 255, 65536, 123456789, -123456789, Integer.MAX_VALUE, Integer.MIN_VALUE};

    static void p(String k, int v) {
        System.out.print(k);
        System.out.print('=');
        System.out.println(v);
    }

    static int mix(int h, int v) {
        return h * 31 + (v ^ (v >>> 16));
    }

    public static void main(String[] args) {
        int add = 0, sub = 0, mul = 0, div = 0, rem = 0, and = 0, or = 0, xor = 0, shl = 0, shr = 0, ushr = 0, neg = 0;
        int byZero = 0;
        for (int a : vals) {
            neg = mix(neg, -a);
            for (int b : vals) {
                add = mix(add, a + b);
                sub = mix(sub, a - b);
                mul = mix(mul, a * b);
                and = mix(and, a & b);
                or = mix(or, a | b);
                xor = mix(xor, a ^ b);
                shl = mix(shl, a << b);
                shr = mix(shr, a >> b);
                ushr = mix(ushr, a >>> b);
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
        p("neg", neg);
        p("byZero", byZero);
        int min = Integer.MIN_VALUE, m1 = -1, z = 0;
        p("min/-1", min / m1);
        p("min%-1", min % m1);
        p("-min", -min);
        p("max+1", Integer.MAX_VALUE + vals[1]);
        p("7/-2", vals[5] / vals[4]);
        p("-7%2", vals[6] % vals[3]);
        p("7%-2", vals[5] % vals[4]);
        p("1<<33", vals[1] << vals[9]);
        p("-1>>>28", vals[2] >>> 28);
        p("-1>>28", vals[2] >> 28);
        p("~0", ~z);
        int i = 5;
        i = i++ + ++i;
        p("i++ + ++i", i);
        i += 3.7;
        p("i+=3.7", i);
        i <<= 33;
        p("i<<=33", i);
        i >>>= 1;
        i ^= 0xff;
        p("i", i);
        int local = 0;
        for (int k = 0; k < 300; k++) local += 200;
        local += 40000;
        local -= 70000;
        p("iinc", local);
        try {
            System.out.println(1 / z);
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.out.println(1 % z);
        } catch (ArithmeticException e) {
            System.out.println(e);
        }
        p("bitCount", Integer.bitCount(0x12345678));
        p("reverse", Integer.reverse(0x12345678));
        p("rotl", Integer.rotateLeft(0x12345678, 7));
        p("nlz", Integer.numberOfLeadingZeros(1000));
        p("ntz", Integer.numberOfTrailingZeros(1000));
        p("hi", Integer.highestOneBit(1000));
        p("udiv", Integer.divideUnsigned(-1, 10));
        p("urem", Integer.remainderUnsigned(-1, 10));
        System.out.println("done IntArith");
    }
}
