class Monitors {
    int n;
    synchronized int add(int x) { n += x; return n; }
    synchronized void fail() { n++; throw new IllegalStateException(); }
    synchronized int implicit(int[] a) { n++; return a[5]; }
    static int total;
    static synchronized long count(long x) { total += x; return total * 2L; }
    static int methods() {
        Monitors m = new Monitors();
        int h = m.add(3) + m.add(4);
        try { m.fail(); } catch (IllegalStateException e) { h += m.n * 100; }
        try { m.implicit(new int[2]); } catch (ArrayIndexOutOfBoundsException e) { h += m.n * 1000; }
        total = 0;
        return h + (int) count(5) + (int) count(6);
    }
    static int blocks() {
        Monitors a = new Monitors(), b = new Monitors();
        int h = 0;
        for (int i = 0; i < 5; i++) {
            synchronized (a) {
                h += a.add(i);
                synchronized (b) { if (i == 2) continue; h = h * 3 + b.add(h); }
                if (i == 4) break;
            }
        }
        return h;
    }
    static int thrown() {
        Object lock = new Object();
        int h = 0;
        for (int i = 0; i < 3; i++) {
            try { synchronized (lock) { h++; if (i == 1) throw new IllegalStateException(); h += 10 / i; } } catch (IllegalStateException e) { h += 100; } catch (ArithmeticException e) { h += 1000; }
        }
        return h;
    }
    static int recursive(Object lock, int n) { synchronized (lock) { return n == 0 ? 1 : n * recursive(lock, n - 1); } }
    static int recursion() { return recursive(new Object(), 6); }
    static int onNull() { Object lock = null; try { synchronized (lock) { return 1; } } catch (NullPointerException e) { return 2; } }
    static int returned() { Object lock = new Object(); for (int i = 0; ; i++) { synchronized (lock) { if (i > 3) return i; } } }
    synchronized int loop(int k) { for (int i = 0; i < k; i++) { n += i; if (n % 7 == 6) n--; } return n; }
    static synchronized int staticLoop(int k) { int h = 0; while (k-- > 0) h = h * 31 + k; return h; }
    synchronized int nested(Object lock, int k) {
        int h = 0;
        for (int i = 0; i < k; i++) {
            synchronized (lock) {
                for (int j = 0; j < 6; j++) { h = h * 3 + i * j; if (h % 11 == 5) break; }
                if (i == 7) throw new IllegalStateException();
            }
        }
        return h;
    }
    static int loops() {
        Monitors m = new Monitors();
        int h = m.loop(20) + staticLoop(20);
        h = h * 31 + m.nested(new Object(), 6);
        try { h += m.nested(m, 12); } catch (IllegalStateException e) { h = h * 31 + m.loop(13); }
        return h;
    }
    static int caught(int[] a, Object lock, int k) { synchronized (lock) { try { return a[k]; } finally { k = 0; } } }
}
