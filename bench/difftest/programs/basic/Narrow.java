/** byte, short, char, boolean in fields, statics, arrays, parameters and returns: truncation and sign everywhere. */
public class Narrow {
    byte b;
    short s;
    char c;
    boolean z;
    static byte sb;
    static short ss;
    static char sc;
    static boolean sz;
    volatile byte vb;
    volatile long vl;

    static int take(byte b, short s, char c, boolean z) {
        return b * 3 + s * 5 + c * 7 + (z ? 1 : 0);
    }

    byte rb(long l) {
        return (byte) l;
    }

    short rs(double d) {
        return (short) d;
    }

    char rc(float f) {
        return (char) f;
    }

    boolean rz(Object o) {
        return o != null;
    }

    public static void main(String[] args) {
        Narrow n = new Narrow();
        int h = 0;
        for (int i = -70000; i <= 70000; i += 977) {
            n.b = (byte) i;
            n.s = (short) i;
            n.c = (char) i;
            n.z = (i & 1) != 0;
            sb = n.b;
            ss = n.s;
            sc = n.c;
            sz = n.z;
            h = h * 31 + take(sb, ss, sc, sz);
            n.b += 100;
            n.s -= 30000;
            n.c *= 3;
            n.z ^= true;
            h = h * 31 + n.b;
            h = h * 31 + n.s;
            h = h * 31 + n.c;
            h += n.z ? 7 : 0;
        }
        System.out.println(h);
        byte[] ba = new byte[4];
        short[] sa = new short[4];
        char[] ca = new char[4];
        boolean[] za = new boolean[4];
        for (int i = 0; i < 40; i++) {
            ba[i & 3] += i * 37;
            sa[i & 3] -= i * 3700;
            ca[i & 3] ^= i * 37000;
            za[i & 3] |= (i % 7) == 3;
            h = h * 31 + ba[i & 3] + sa[i & 3] + ca[i & 3] + (za[i & 3] ? 1 : 0);
        }
        System.out.println(h);
        System.out.println(n.rb(0x1234567890L));
        System.out.println(n.rs(-40000.7));
        System.out.println((int) n.rc(-1.5f));
        System.out.println(n.rz(null));
        System.out.println(n.rz(n));
        sb = 127;
        sb++;
        System.out.println(sb);
        sb = (byte) (sb >>> 1);
        System.out.println(sb);
        sb >>>= 1;
        System.out.println(sb);
        sc = 0;
        sc--;
        System.out.println((int) sc);
        sc++;
        System.out.println((int) sc);
        ss = Short.MIN_VALUE;
        ss = (short) -ss;
        System.out.println(ss);
        n.vb = (byte) 300;
        n.vl = 1L << 50;
        n.vl++;
        n.vb += 100;
        System.out.println(n.vb);
        System.out.println(n.vl);
        final byte k = 10;
        byte fold = k + 20;
        System.out.println(fold);
        char x = 'x';
        System.out.println(x++ + ++x);
        System.out.println(x);
        System.out.println((char) 97);
        System.out.println((char) (x + 1));
        System.out.println(x > 'a' ? x : 0);
        System.out.println((byte) 128 + (short) 32768 + (char) 65536 + (int) 2147483648L);
        System.out.println("done Narrow");
    }
}
