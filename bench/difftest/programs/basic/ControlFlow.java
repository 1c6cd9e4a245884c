/** Branches, loops, labels, conditional operators with side effects, short circuits. */
public class ControlFlow {
    static int trace = 0;

    static boolean t(int n) {
        trace = trace * 7 + n;
        return true;
    }

    static boolean f(int n) {
        trace = trace * 7 + n + 1;
        return false;
    }

    static void show(String what) {
        System.out.print(what);
        System.out.print(": ");
        System.out.println(trace);
        trace = 0;
    }

    static int collatz(int n) {
        int steps = 0;
        while (n != 1) {
            n = (n & 1) == 0 ? n / 2 : 3 * n + 1;
            steps++;
        }
        return steps;
    }

    static int labelled() {
        int sum = 0;
        outer:
        for (int i = 0; i < 10; i++) {
            inner:
            for (int j = 0; ; j++) {
                if (j > i) continue outer;
                if (i * j > 40) break outer;
                for (int k = 0; k < 3; k++) {
                    if ((i + j + k) % 5 == 4) continue inner;
                    if (k == 2 && j == 7) break inner;
                    sum += i * 100 + j * 10 + k;
                }
            }
            sum++;
        }
        block: {
            if (sum > 5) break block;
            sum = -1;
        }
        return sum;
    }

    static String sign(int i) {
        return i < 0 ? "neg" : i > 0 ? "pos" : "zero";
    }

    static boolean isNull(Object o) {
        return o == null;
    }

    static boolean same(Object a, Object b) {
        return a == b;
    }

    public static void main(String[] args) {
        boolean r = t(1) && f(2) || t(3) && !f(4);
        System.out.println(r);
        show("short-circuit");
        r = t(1) & f(2) | t(3) ^ f(4);
        System.out.println(r);
        show("eager");
        r = f(1) || f(2) || f(3);
        System.out.println(r);
        show("all false");
        System.out.println(collatz(27));
        System.out.println(labelled());
        System.out.println(sign(-5));
        System.out.println(sign(0));
        System.out.println(sign(9));
        System.out.println(isNull(null));
        System.out.println(isNull(args));
        Object a = new Object(), b = new Object();
        System.out.println(same(a, b));
        System.out.println(same(a, a));
        System.out.println(a != b);
        int i = 0;
        do {
            i += 3;
        } while (i < 20);
        System.out.println(i);
        for (int x = 0, y = 10; x < y; x++, y--) trace += x * y;
        show("two vars");
        int n = 0;
        for (; ; ) {
            if (++n > 100) break;
            if (n % 2 == 0) continue;
            trace += n;
        }
        show("odd sum");
        int primes = 0;
        next:
        for (int p = 2; p < 200; p++) {
            for (int q = 2; q * q <= p; q++) if (p % q == 0) continue next;
            primes++;
        }
        System.out.println(primes);
        int[] order = new int[4];
        int idx = 0;
        order[idx++] = idx++ + (order[idx++] = idx);
        for (int o : order) System.out.print(o);
        System.out.println();
        System.out.println(idx);
        int x = 10;
        x = x++ * 2 + x;
        System.out.println(x);
        int y = 3;
        y += y++ + ++y;
        System.out.println(y);
        long m = 1;
        int k = 0;
        while (m > 0) {
            m <<= 1;
            k++;
        }
        System.out.println(k);
        System.out.println(true ? 1 : 2.0);
        System.out.println((Object) (k > 5 ? 'x' : "s"));
        System.out.println(false ? 'a' : k);
        System.out.println("done ControlFlow");
    }
}
