/** All permutations of a small array by recursion. */
public class Permute {
    private final int[] values;
    private long nCalls, checksum;

    Permute(int n) {
        values = new int[n];
        for (int i = 0; i < n; i++) values[i] = i;
    }

    private void permute(int n) {
        nCalls++;
        checksum += values[0];
        if (n == 0) return;
        permute(n - 1);
        for (int i = n - 1; i >= 0; i--) {
            swap(n, i);
            permute(n - 1);
            swap(n, i);
        }
    }

    private void swap(int i, int j) {
        int t = values[i];
        values[i] = values[j];
        values[j] = t;
    }

    public static void main(String[] args) {
        BenchHarness.run("Permute", args, 120, 61831634937600L, () -> {
            long sum = 0;
            for (int i = 0; i < 5; i++) {
                Permute permute = new Permute(9);
                permute.permute(8);
                sum = sum * 31 + permute.nCalls * 100 + permute.checksum;
            }
            return sum;
        });
    }
}
