/** A hot method, a hot loop, and a branch that is taken for the first time when both are compiled. */
public class Hot {
    static synchronized int square(int x) {
        return x * x + 1;
    }

    static int cold(int x) {
        return x - 1;
    }

    static int sum(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            sum += square(i);
        }
        return sum;
    }

    public static void main(String[] args) {
        int result = sum(100_000) + sum(10);
        if (result != 0) {
            result += cold(result);
        }
        System.out.println(result);
    }
}
