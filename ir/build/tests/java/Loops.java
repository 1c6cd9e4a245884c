class Loops {
    static int nested() { int n = 0; for (int i = 0; i < 8; i++) for (int j = i; j < 8; j++) for (int k = 0; k < j; k += 2) n += i * j - k; return n; }
    static long swapped() { int a = 0; long b = 1; double c = 2; for (int i = 0; i < 20; i++) { int t = a; a = (int) b; b = t + b; c = c / 2 + a; } return a + b + (long) c; }
    static int collatz() { int most = 0; for (int n = 1; n < 30; n++) { int steps = 0; for (int x = n; x != 1; x = x % 2 == 0 ? x / 2 : 3 * x + 1) steps++; if (steps > most) most = steps; } return most; }
    static int sieve() { boolean[] composite = new boolean[200]; int n = 0; for (int i = 2; i < 200; i++) { if (composite[i]) continue; n++; for (int j = i * i; j < 200; j += i) composite[j] = true; } return n; }
    static int reusedSlots() {
        int n = 0;
        { int a = 5; int b = 6; n += a * b; }
        { long a = 7; n += a; }
        { double a = 8.5; float b = 2; n += a * b; }
        { Object a = new Object(); int b = a == null ? 1 : 2; n += b; }
        for (long k = 0; k < 3; k++) { n += k; }
        for (int k = 0; k < 3; k++) { float m = k; n += m; }
        return n;
    }
    static int wide() {
        int a0=0,a1=1,a2=2,a3=3,a4=4,a5=5,a6=6,a7=7,a8=8,a9=9; long b0=10,b1=11,b2=12,b3=13,b4=14; double c0=15,c1=16,c2=17;
        for (int i = 0; i < 5; i++) { a0 += a9; a1 -= a0; b0 ^= a1; c0 += b0; a9 = (int) b4; b4 = b3; b3 = b2; b2 = b1; b1 = b0; a8 ^= a7; c1 = c2; c2 = c0; }
        return (int) (a0+a1*3+a2+a3+a4+a5+a6+a7+a8+a9*7+b0+b1*11+b2+b3+b4*13+(long)c0+(long)c1*17+(long)c2);
    }
    static int forever() { int n = 0; for (;;) { if (++n > 100) { int k = n; while (k > 0) { k -= 7; n++; } return n * 3 + k; } } }
}
