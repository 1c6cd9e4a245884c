/** The towers of Hanoi with discs in linked lists. */
public class Towers {
    static final class Disc {
        final int size;
        Disc below;

        Disc(int size) {
            this.size = size;
        }
    }

    private final Disc[] piles = new Disc[3];
    private int nMoves;

    private void push(Disc disc, int pile) {
        Disc top = piles[pile];
        if (top != null && disc.size >= top.size) throw new IllegalStateException("a big disc on a small one");
        disc.below = top;
        piles[pile] = disc;
    }

    private Disc pop(int pile) {
        Disc top = piles[pile];
        if (top == null) throw new IllegalStateException("no disc");
        piles[pile] = top.below;
        top.below = null;
        return top;
    }

    private void move(int n, int from, int to) {
        if (n == 1) {
            push(pop(from), to);
            nMoves++;
            return;
        }
        int other = 3 - from - to;
        move(n - 1, from, other);
        move(1, from, to);
        move(n - 1, other, to);
    }

    static int solve(int n) {
        Towers towers = new Towers();
        for (int i = n; i > 0; i--) towers.push(new Disc(i), 0);
        towers.move(n, 0, 1);
        return towers.nMoves;
    }

    public static void main(String[] args) {
        BenchHarness.run("Towers", args, 120, 2621400L, () -> {
            long sum = 0;
            for (int i = 0; i < 40; i++) sum += solve(16);
            return sum;
        });
    }
}
