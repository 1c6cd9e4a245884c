/** Static and special calls with small bodies: Fibonacci, Ackermann, Takeuchi, private and final instance methods, many arguments. */
public class Calls {
    private int base = 3;

    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static int ack(int m, int n) {
        return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1));
    }

    static int tak(int x, int y, int z) {
        return y >= x ? z : tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
    }

    private int priv(int x) {
        return x * 31 + base;
    }

    final int fin(int x) {
        return priv(x) ^ x;
    }

    static long many(int a, long b, double c, float d, Object e, int f, long g) {
        return a + b + (long) c + (long) d + (e == null ? 1 : 2) + f + g;
    }

    public static void main(String[] args) {
        long sum = fib(30) + ack(2, 1500) + tak(18, 12, 6);
        Calls c = new Calls();
        int x = 1;
        for (int i = 0; i < 3_000_000; i++) x = c.fin(x);
        for (int i = 0; i < 1_500_000; i++) sum += many(i, sum, 1.5, 2.5f, c, x, 7L);
        System.out.println("Calls " + sum + " " + x);
    }
}
