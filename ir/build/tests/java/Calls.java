class Calls {
    interface Shape { int area(); default int twice() { return 2 * area(); } static int unit() { return 1; } }
    static abstract class Named implements Shape { abstract int id(); public int area() { return id() * 3; } private int secret(int x) { return x + id(); } int open(int x) { return secret(x); } }
    static class Square extends Named { final int side; Square(int side) { this.side = side; } int id() { return 4; } public int area() { return side * side; } }
    static class Circle extends Named { int id() { return 9; } public int twice() { return super.area() + Shape.unit(); } }
    static long many(int a, long b, float c, double d, Object e, byte f, boolean g, long h, int i) {
        return a + b + (long) c + (long) d + (e == null ? 1 : 2) + f + (g ? 4 : 8) + h + i;
    }
    static long arguments() { return many(1, 2L << 33, 3f, 4d, null, (byte) -5, true, 6L, 7) + many(1, 2, 3, 4, "", (byte) 5, false, 6, 7); }
    static int dispatch() {
        Shape[] shapes = {new Square(5), new Circle(), new Square(-3)};
        int n = 0;
        for (Shape shape : shapes) n = n * 7 + shape.area() + shape.twice();
        Named named = new Circle();
        return n + named.open(100) + named.id();
    }
    static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
    static int recursion() { return fib(12); }
    static boolean even(int n) { return n == 0 || odd(n - 1); }
    static boolean odd(int n) { return n != 0 && even(n - 1); }
    static boolean mutual() { return even(41); }
    static int onNull() {
        Shape shape = null;
        Named named = null;
        int n = 0;
        try { n += shape.area(); } catch (NullPointerException e) { n += 1; }
        try { n += named.id(); } catch (NullPointerException e) { n += 10; }
        try { n += named.secret(1); } catch (NullPointerException e) { n += 100; }
        return n;
    }
    static long deepStack() { return 1 + many(2 + fib(5), 3L * fib(6), fib(3), fib(4) * 0.5, new Object(), (byte) fib(7), odd(3), 5, fib(2)) * 2; }
    static void nothing() {}
    static int discards() { nothing(); fib(3); many(1, 2, 3, 4, null, (byte) 5, false, 6, 7); return 3; }
}
