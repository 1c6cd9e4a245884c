/** Trees of all depths up to 20, most of them garbage at once, one kept to the end. */
public class BinaryTrees {
    static final int MIN = 4, MAX = 20;

    static class Node {
        final Node left, right;

        Node(int depth) {
            left = depth > 0 ? new Node(depth - 1) : null;
            right = depth > 0 ? new Node(depth - 1) : null;
        }

        int count() {
            return left == null ? 1 : 1 + left.count() + right.count();
        }
    }

    public static void main(String[] args) {
        Node kept = new Node(MAX);
        long sum = 0;
        for (int depth = MIN; depth <= MAX; depth += 2) {
            for (int i = 0; i < 1 << MAX - depth + 1; i++) sum = sum * 31 + new Node(depth).count();
        }
        System.out.println("BinaryTrees " + sum + " " + kept.count());
    }
}
