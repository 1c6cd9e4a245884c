/** Loops long enough to be compiled while they run, with deoptimizing events late: types, classes loaded late, exceptions, null, overflow. */
public class HotLoops {
    interface Op {
        int f(int x);
    }

    static class A implements Op {
        public int f(int x) {
            return x + 1;
        }
    }

    static class Late implements Op {
        static int made;

        Late() {
            made++;
        }

        public int f(int x) {
            return x * 2;
        }
    }

    static int call(Op o, int x) {
        return o.f(x);
    }

    static int arr(int[] a, int i) {
        try {
            return a[i];
        } catch (ArrayIndexOutOfBoundsException e) {
            return -1;
        }
    }

    static long osr(int n) {
        long s = 0;
        int[] a = new int[16];
        Object o = "x";
        for (int i = 0; i < n; i++) {
            s += a[i & 15] += i;
            if (i == n - 3) o = 5;
            if (i == n - 2) s += ((Integer) o);
            if ((i & 1023) == 1023) s ^= o.hashCode();
        }
        return s;
    }

    static int nulls(String s) {
        return s == null ? 1 : s.length();
    }

    static double mix(int n) {
        double d = 0;
        float f = 1;
        long l = 1;
        for (int i = 1; i < n; i++) {
            d += 1.0 / i;
            f = f * 1.0001f + i % 3;
            l = l * 31 + (long) d + (int) f;
            if (f > 1e6f) f = 1;
        }
        return d + f + l;
    }

    static int sync;

    static synchronized void inc(int by) {
        sync += by;
    }

    static int branchy(int x) {
        if (x < 100) return 1;
        if (x % 7 == 0) return 2;
        if (x == 9999) throw new IllegalStateException("late");
        return x > 9000 ? 3 : 4;
    }

    static int divs(int a, int b) {
        return a / b + a % b;
    }

    public static void main(String[] args) {
        int acc = 0;
        Op a = new A();
        for (int i = 0; i < 12000; i++) acc = call(i < 11000 ? a : i % 2 == 0 ? new Late() : x -> x - 3, acc);
        System.out.println(acc + " " + Late.made);
        int[] ia = new int[10];
        for (int i = 0; i < 10; i++) ia[i] = i * i;
        int t = 0;
        for (int i = 0; i < 12000; i++) t += arr(ia, i < 11900 ? i % 10 : i);
        System.out.println(t);
        System.out.println(osr(60000));
        t = 0;
        for (int i = 0; i < 12000; i++) t += nulls(i > 11990 ? null : "abc");
        System.out.println(t);
        System.out.println(mix(20000));
        for (int i = 0; i < 12000; i++) inc(i & 3);
        System.out.println(sync);
        t = 0;
        for (int i = 0; i < 12000; i++) {
            try {
                t += branchy(i);
            } catch (IllegalStateException e) {
                t += 100000;
            }
        }
        System.out.println(t);
        t = 0;
        for (int i = 12000; i >= -20; i--) {
            try {
                t += divs(1_000_000 + i, i);
            } catch (ArithmeticException e) {
                t ^= 0x5555;
            }
        }
        System.out.println(t);
        int hashes = 0;
        for (int i = 0; i < 3000; i++) {
            String s = "n" + i;
            hashes = hashes * 31 + s.hashCode() + s.length();
        }
        System.out.println(hashes);
        long fact = 1;
        for (int r = 0; r < 3000; r++) {
            fact = 1;
            for (int i = 2; i <= 20; i++) fact *= i;
        }
        System.out.println(fact);
        System.out.println("done HotLoops");
    }
}
