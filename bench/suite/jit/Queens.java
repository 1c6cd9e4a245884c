/** All ways to place nine queens: recursion over boolean arrays in fields. */
public class Queens {
    static final int N = 9;
    private final boolean[] rows = new boolean[N], ups = new boolean[2 * N], downs = new boolean[2 * N];
    private final int[] places = new int[N];
    private long checksum;
    private int nSolutions;

    void place(int column) {
        if (column == N) {
            nSolutions++;
            for (int row : places) checksum = checksum * 11 + row;
            return;
        }
        for (int row = 0; row < N; row++) {
            if (isFree(row, column)) {
                set(row, column, true);
                places[column] = row;
                place(column + 1);
                set(row, column, false);
            }
        }
    }

    private boolean isFree(int row, int column) {
        return !rows[row] && !ups[row + column] && !downs[row - column + N];
    }

    private void set(int row, int column, boolean taken) {
        rows[row] = taken;
        ups[row + column] = taken;
        downs[row - column + N] = taken;
    }

    public static void main(String[] args) {
        BenchHarness.run("Queens", args, 120, 46375417737304576L, () -> {
            long sum = 0;
            for (int i = 0; i < 20; i++) {
                Queens queens = new Queens();
                queens.place(0);
                sum = sum * 31 + queens.checksum + queens.nSolutions;
            }
            return sum;
        });
    }
}
