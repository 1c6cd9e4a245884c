/** Builds and walks binary trees: allocation and recursion. */
public class BinaryTrees {
    static final class Tree {
        final Tree left, right;

        Tree(Tree left, Tree right) {
            this.left = left;
            this.right = right;
        }

        int count() {
            return left == null ? 1 : 1 + left.count() + right.count();
        }
    }

    static Tree build(int depth) {
        return depth == 0 ? new Tree(null, null) : new Tree(build(depth - 1), build(depth - 1));
    }

    static long trees(int deepest) {
        long sum = 0;
        Tree longLived = build(deepest);
        for (int depth = 4; depth <= deepest; depth += 4) {
            int n = 1 << (deepest - depth + 4);
            for (int i = 0; i < n; i++) sum += build(depth).count();
        }
        return sum * 31 + longLived.count();
    }

    public static void main(String[] args) {
        BenchHarness.run("BinaryTrees", args, 70, 96499839L, () -> trees(15));
    }
}
