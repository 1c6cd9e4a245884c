/** Recursive static calls and nothing else. */
public class Fib {
    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    public static void main(String[] args) {
        BenchHarness.run("Fib", args, 90, 3524578L, () -> fib(33));
    }
}
