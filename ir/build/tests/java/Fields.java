class Fields {
    boolean z; byte b; short s; char c; int i; long l; float f; double d; Object o; volatile int vi; volatile long vl;
    static boolean sz; static byte sb; static short ss; static char sc; static int si; static long sl; static float sf; static double sd; static Object so; static volatile int vs;
    static int counter = 5;
    static int instance() {
        Fields x = new Fields();
        for (int n = 0; n < 3; n++) {
            x.z ^= n != 1; x.b += 100; x.s += 30000; x.c += 40000; x.i += 2000000000; x.l += 1L << 40; x.f += 0.5f; x.d -= 0.25; x.o = x; x.vi++; x.vl += x.vi;
        }
        return (x.z ? 1 : 0) + x.b + x.s + x.c + x.i + (int) (x.l >> 38) + (int) (x.f * 2) + (int) (x.d * 4) + (x.o == x ? 7 : 0) + x.vi + (int) x.vl;
    }
    static int statics() {
        sz = false; sb = 1; ss = 2; sc = 3; si = 4; sl = 5; sf = 6; sd = 7; so = null; vs = 0;
        for (int n = 0; n < 3; n++) {
            sz ^= n != 1; sb += 100; ss += 30000; sc += 40000; si += 2000000000; sl += 1L << 40; sf += 0.5f; sd -= 0.25; so = new Object(); vs += 3;
        }
        return (sz ? 1 : 0) + sb + ss + sc + si + (int) (sl >> 38) + (int) (sf * 2) + (int) (sd * 4) + (so != null ? 7 : 0) + vs;
    }
    static int onNull() {
        Fields x = null;
        int n = 0;
        try { n += x.i; } catch (NullPointerException e) { n += 1; }
        try { x.l = 5; } catch (NullPointerException e) { n += 10; }
        try { x.vi = n; } catch (NullPointerException e) { n += 100; }
        return n;
    }
    static int next() { return counter++ * 2; }
    static int order() { int a = next() - next() * next(); return a + counter; }
    Fields link;
    static int list() {
        Fields head = null;
        for (int n = 0; n < 10; n++) { Fields one = new Fields(); one.i = n * n; one.link = head; head = one; }
        int sum = 0;
        for (Fields at = head; at != null; at = at.link) sum = sum * 3 + at.i;
        return sum;
    }
}
