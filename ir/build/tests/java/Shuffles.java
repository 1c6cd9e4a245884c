class Shuffles {
    int i; long l; static int si; static long sl; int[] ai = new int[2]; long[] al = new long[2];
    static int dups() { Shuffles s = new Shuffles(); int a = s.i = 5; int b = s.i++ + ++s.i; int c = s.ai[1] = a; int d = s.ai[1]++ + --s.ai[0]; return a + b * 10 + c * 100 + d * 1000 + s.i; }
    static long wideDups() { Shuffles s = new Shuffles(); long a = s.l = 5L; long b = s.l++ + ++s.l; long c = s.al[1] = a; long d = s.al[1]++ + --s.al[0]; long e = sl = d; long f = sl++ - --sl; return a + b * 10 + c * 100 + d * 1000 + s.l + e + f; }
    static int chained() { int a, b, c; a = b = c = 7; long x, y; x = y = a + b; si = c = (int) (x + y); return a + b + c + si++ + ++si; }
    static int strings() { int[] x = {1, 2, 3}; int i = 0; x[i++] += x[i] * x[++i]; return x[0] * 100 + x[1] * 10 + x[2] + i; }
}
