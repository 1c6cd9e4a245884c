/** Recursion with many argument kinds: Ackermann, Fibonacci, Hanoi, mutual recursion, deep recursion, permutations. */
public class Recursion {
    static int calls;

    static int ack(int m, int n) {
        calls++;
        return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
    }

    static long fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static boolean even(int n) {
        return n == 0 || odd(n - 1);
    }

    static boolean odd(int n) {
        return n != 0 && even(n - 1);
    }

    static double pow(double b, long e) {
        if (e == 0) return 1;
        double h = pow(b, e / 2);
        return (e & 1) == 0 ? h * h : h * h * b;
    }

    static int hanoi(int n, char a, char b, char c) {
        return n == 0 ? 0 : hanoi(n - 1, a, c, b) * 2 + 1;
    }

    static int depth(int n, long a, double b, Object o, byte c, float f) {
        if (n == 0) return (int) a + (int) b + (o == null ? 1 : 0) + c + (int) f;
        return depth(n - 1, a + 1, b + 0.5, o, (byte) (c + 1), f + 1) + 1;
    }

    static int perms;

    static void permute(char[] cs, int k) {
        if (k == cs.length) {
            perms = perms * 31 + new String(cs).hashCode();
            return;
        }
        for (int i = k; i < cs.length; i++) {
            char t = cs[k];
            cs[k] = cs[i];
            cs[i] = t;
            permute(cs, k + 1);
            t = cs[k];
            cs[k] = cs[i];
            cs[i] = t;
        }
    }

    static int queens(int n, int row, int cols, int d1, int d2) {
        if (row == n) return 1;
        int c = 0;
        for (int i = 0; i < n; i++) {
            int b = 1 << i, x = 1 << (row + i), y = 1 << (row - i + n);
            if ((cols & b) == 0 && (d1 & x) == 0 && (d2 & y) == 0) c += queens(n, row + 1, cols | b, d1 | x, d2 | y);
        }
        return c;
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    interface Expr {
        int eval();
    }

    static Expr num(int n) {
        return new Expr() {
            public int eval() {
                return n;
            }
        };
    }

    static Expr add(Expr a, Expr b) {
        return new Expr() {
            public int eval() {
                return a.eval() + b.eval();
            }
        };
    }

    static Expr tree(int d) {
        return d == 0 ? num(d + 1) : add(tree(d - 1), num(d));
    }

    public static void main(String[] args) {
        System.out.println(ack(2, 7));
        System.out.println(calls);
        System.out.println(fib(18));
        System.out.println(even(1001));
        System.out.println(odd(1001));
        System.out.println(pow(1.0001, 100000));
        System.out.println(hanoi(20, 'a', 'b', 'c'));
        System.out.println(depth(1500, 1L << 33, 0.25, null, (byte) 0, 1f));
        permute("abcdef".toCharArray(), 0);
        System.out.println(perms);
        System.out.println(queens(6, 0, 0, 0, 0));
        System.out.println(gcd(1071 * 1234, 462 * 1234));
        System.out.println(tree(200).eval());
        System.out.println("done Recursion");
    }
}
