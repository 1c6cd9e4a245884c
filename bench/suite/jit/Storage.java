/** Trees of arrays: allocation of arrays of different lengths. */
public class Storage {
    private int seed = 74755, nArrays;

    private int random() {
        seed = (seed * 1309 + 13849) & 0xffff;
        return seed;
    }

    private Object[] build(int depth) {
        nArrays++;
        if (depth == 1) return new Object[random() % 10 + 1];
        Object[] children = new Object[4];
        for (int i = 0; i < 4; i++) children[i] = build(depth - 1);
        return children;
    }

    private static long size(Object[] tree) {
        long sum = tree.length;
        for (Object child : tree) if (child instanceof Object[]) sum += size((Object[]) child);
        return sum;
    }

    public static void main(String[] args) {
        BenchHarness.run("Storage", args, 100, 5028927904463587292L, () -> {
            long sum = 0;
            for (int i = 0; i < 150; i++) {
                Storage storage = new Storage();
                sum = sum * 3 + size(storage.build(7)) + storage.nArrays;
            }
            return sum;
        });
    }
}
