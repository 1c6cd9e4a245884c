class Control {
    static int dense(int x) { switch (x) { case 0: return 10; case 1: return 11; case 2: case 3: return 23; case 5: return 55; default: return -1; } }
    static int sparse(int x) { switch (x) { case -1000000: return 1; case 7: x += 5; case 9: return x; case 2000000000: return 3; default: return 4; } }
    static int switches() {
        int h = 0;
        for (int x = -2; x < 8; x++) h = h * 31 + dense(x);
        for (int x : new int[] {-1000000, 7, 8, 9, 2000000000, Integer.MIN_VALUE}) h = h * 31 + sparse(x);
        return h;
    }
    static int yields() {
        int n = 0;
        for (int i = 0; i < 6; i++) n = n * 5 + 1 + switch (i) { case 0 -> 3; case 4 -> { int k = 0; for (int j = 0; j < i; j++) k += j; yield k; } default -> i > 2 ? 1 : 2; };
        return n;
    }
    static int conditions() {
        int n = 0;
        Object a = new Object(), b = null, c = a;
        for (int i = -3; i < 4; i++) {
            if (i == 0) n += 1; if (i != 0) n += 2; if (i < 0) n += 4; if (i >= 0) n += 8; if (i > 0) n += 16; if (i <= 0) n += 32;
            if (i == 2) n += 64; if (i != 2) n += 128; if (i < 2) n += 256; if (i >= 2) n += 512; if (i > 2) n += 1024; if (i <= 2) n += 2048;
        }
        if (a == b) n *= 3; if (a != b) n *= 5; if (a == c) n *= 7; if (b == null) n += 1; if (a != null) n += 2; if (a == null) n += 4;
        boolean x = n > 5 && a != null || b == c;
        return x ? n : -n;
    }
    static int labels() {
        int n = 0;
        outer:
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                if (j == 7) continue outer;
                if (i * j == 24) break outer;
                n += i ^ j;
            }
        }
        return n;
    }
    static int doWhile() { int n = 1, k = 0; do { n *= 3; if (n % 7 == 1) continue; k++; } while (n < 100000); return n + k; }
    static int increments() { int i = 5; i += 100; i -= 3; i++; int j = i++ + ++i; i += 30000; i -= 40000; return i * 3 + j; }
    static int ternaries() { int h = 0; for (int i = 0; i < 9; i++) h = h * 3 + (i < 3 ? i < 1 ? 7 : 8 : i > 6 ? 9 : i % 2 == 0 ? 1 : 2); return h; }
}
