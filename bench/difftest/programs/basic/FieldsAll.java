/** Fields of every type: layout with inheritance, defaults, statics, long/double alignment, many fields, final fields. */
public class FieldsAll {
    static class A {
        byte b1 = 1;
        long l1 = 2;
        boolean z1 = true;
        Object o1 = "o1";
        short s1 = 4;
    }

    static class B extends A {
        byte b2 = 5;
        double d2 = 6.5;
        char c2 = '7';
        Object o2 = "o2";
        int i2 = 8;
    }

    static class C extends B {
        float f3 = 9.5f;
        boolean z3;
        long l3 = 1L << 60;
        byte b3 = -1;
        Object o3;
        byte b1 = 77;
    }

    static byte sb;
    static short ss;
    static char sc;
    static int si;
    static long sl;
    static float sf;
    static double sd;
    static boolean sz;
    static String so;
    final int fin;
    final String fstr = "fs";
    final long flong = 1L << 33;
    transient int tr = 3;

    FieldsAll(int f) {
        fin = f;
    }

    static long hash(C c) {
        long h = c.b1;
        h = h * 31 + ((A) c).b1;
        h = h * 31 + c.l1;
        h = h * 31 + (c.z1 ? 1 : 0);
        h = h * 31 + c.o1.hashCode();
        h = h * 31 + c.s1;
        h = h * 31 + c.b2;
        h = h * 31 + (long) (c.d2 * 2);
        h = h * 31 + c.c2;
        h = h * 31 + c.o2.hashCode();
        h = h * 31 + c.i2;
        h = h * 31 + (long) (c.f3 * 2);
        h = h * 31 + (c.z3 ? 1 : 0);
        h = h * 31 + c.l3;
        h = h * 31 + c.b3;
        return h * 31 + (c.o3 == null ? 0 : 1);
    }

    public static void main(String[] args) {
        System.out.println(sb);
        System.out.println(ss);
        System.out.println((int) sc);
        System.out.println(si);
        System.out.println(sl);
        System.out.println(sf);
        System.out.println(sd);
        System.out.println(sz);
        System.out.println(so);
        C c = new C();
        System.out.println(hash(c));
        long before = hash(c);
        c.b1 = (byte) 0xff;
        System.out.println(((A) c).b1);
        c.b1 = 77;
        c.z1 = false;
        c.z1 = true;
        c.b3 = 0x7f;
        System.out.println(c.z3);
        c.b3 = -1;
        System.out.println(before == hash(c));
        C[] cs = new C[20];
        for (int i = 0; i < cs.length; i++) {
            cs[i] = new C();
            cs[i].l1 = i;
            cs[i].d2 = i / 2.0;
            cs[i].o3 = i % 2 == 0 ? null : cs[i - 1];
            cs[i].i2 += i;
            cs[i].f3 -= i;
            cs[i].s1 *= i;
            cs[i].c2 += i;
        }
        long t = 0;
        for (C x : cs) t = t * 7 + hash(x);
        System.out.println(t);
        FieldsAll f = new FieldsAll(5);
        System.out.println(f.fin + f.tr + f.flong);
        System.out.println(f.fstr);
        sl = 5;
        sl += 1.9;
        sl++;
        sd = sl--;
        sd /= 4;
        si = (int) sd + (int) sl;
        sf = si++ + ++si;
        System.out.println(sl);
        System.out.println(sd);
        System.out.println(si);
        System.out.println(sf);
        FieldsAll nul = null;
        try {
            nul.tr = 1;
        } catch (NullPointerException e) {
            System.out.println("npe put");
        }
        try {
            System.out.println(nul.fin);
        } catch (NullPointerException e) {
            System.out.println("npe get");
        }
        System.out.println(nul.sl);
        long[] la = {1, 2};
        la[0] += la[1]++ + f.fin;
        System.out.println(la[0] * 10 + la[1]);
        f.tr = f.tr++ + f.tr;
        System.out.println(f.tr);
        System.out.println("done FieldsAll");
    }
}
