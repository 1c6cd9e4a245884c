/** Types of expressions: binary and unary promotion, compound assignment with hidden casts, conditional operators over mixed and boxed operands, increments of everything. */
public class NumericPromotion {
    static String t(Object o) {
        return o == null ? "null" : o.getClass().getSimpleName() + " " + (o instanceof Character c ? (int) c : o);
    }

    static int calls;

    static int index() {
        return calls++ & 3;
    }

    static void conditionals(boolean b) {
        Integer in = 7;
        Character ch = 'c';
        Short sh = 3;
        Object[] all = {
            b ? 1 : 2.0, b ? 'a' : 0, b ? 'a' : in, b ? ch : sh, b ? in : 2L, b ? (byte) 1 : 'x', b ? sh : (byte) 5, b ? 'a' : 70000,
            b ? in : ch, b ? null : 0, b ? (Object) 1 : 2.0, b ? 1f : 1L, b ? (short) 1 : 100, b ? (short) 1 : 100000,
        };
        for (Object o : all) System.out.print(t(o) + "; ");
        System.out.println();
    }

    public static void main(String[] args) {
        byte b = 127;
        short s = (short) 40000;
        char c = '\uffff';
        int i = Integer.MIN_VALUE;
        long l = Long.MIN_VALUE;
        System.out.println(t(b + s) + " " + t(c + b) + " " + t(-c) + " " + t(~b) + " " + t(b << 33L) + " " + t(c >>> 1) + " " + t(l >> 65) + " " + t(i + 0.5f) + " " + t(i * 1L) + " " + t(c / 2.0));
        b += 1;
        s >>>= 1;
        c += 2;
        i -= 0.75;
        l *= 1.5f;
        System.out.println(b + " " + s + " " + (int) c + " " + i + " " + l);
        b *= 3.7;
        s <<= 17;
        c ^= 0x15555;
        i /= 0.3;
        l |= b;
        System.out.println(b + " " + s + " " + (int) c + " " + i + " " + l);
        b >>>= 1;
        s %= 1000;
        c--;
        i++;
        l = -l;
        System.out.println(b + " " + s + " " + (int) c + " " + i + " " + l);
        conditionals(true);
        conditionals(false);
        Byte bb = 5;
        Long ll = 5L;
        Double dd = 1.5;
        Character cc = 'y';
        bb++;
        ll += 3;
        dd /= 2;
        cc++;
        --bb;
        System.out.println(t(bb) + " " + t(ll) + " " + t(dd) + " " + t(cc) + " " + t(bb++ + ++bb) + " " + t(-cc));
        int[] a = {1, 2, 3, 4};
        a[index()] += a[index()]++ * 10;
        a[index()] <<= index();
        a[index()]--;
        System.out.println(java.util.Arrays.toString(a) + " " + calls);
        int k = 5;
        k = k++ + ++k * k-- - --k;
        System.out.println(k);
        k += k++ + (k = 3) + k;
        System.out.println(k);
        long mixed = 0;
        for (byte x = 120; x > 0; x++) mixed += x;
        for (char x = 65530; x > 10; x++) mixed += x;
        System.out.println(mixed);
        float f = 16777216f;
        f++;
        double d = f + 1;
        System.out.println(f + " " + d + " " + (f + 1 == f) + " " + (int) 1e20f + " " + (long) Float.NaN + " " + (char) -1.5 + " " + (byte) 300.7 + " " + (short) -40000.2f);
        System.out.println((0.1f + 0.2f == 0.3f) + " " + (0.1 + 0.2 == 0.3) + " " + (0.1f == 0.1) + " " + ((float) 0.1 == 0.1f) + " " + (1 / 3 * 3) + " " + (1 / 3.0 * 3) + " " + ('a' + 'b' + "c" + 'd' + 1) + " " + (char) ('a' + 1));
        Integer x1 = 127, x2 = 127, y1 = 128, y2 = 128;
        System.out.println((x1 == x2) + " " + (y1 == y2) + " " + y1.equals(y2) + " " + (y1 == 128) + " " + (y1 <= y2 && y1 >= y2) + " " + new Object[]{1, 'a', 2L}[1].equals('a') + " " + Long.valueOf(1).equals(1));
        final int konst = 10;
        byte fits = konst;
        char fits2 = konst + 'a';
        switch (fits) {
            case konst: System.out.println("constant " + (int) fits2);
        }
        System.out.println("done NumericPromotion");
    }
}
