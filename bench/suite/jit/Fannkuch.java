/** Flips prefixes of all permutations: small int arrays. */
public class Fannkuch {
    static int[] flips(int n) {
        int[] p = new int[n], q = new int[n], rotation = new int[n];
        for (int i = 0; i < n; i++) p[i] = i;
        int most = 0, sum = 0, sign = 1, level = n;
        while (true) {
            for (; level > 1; level--) rotation[level - 1] = level;
            if (p[0] != 0) {
                System.arraycopy(p, 0, q, 0, n);
                int count = 0;
                for (int first = q[0]; first != 0; first = q[0]) {
                    for (int lo = 0, hi = first; lo < hi; lo++, hi--) {
                        int t = q[lo];
                        q[lo] = q[hi];
                        q[hi] = t;
                    }
                    count++;
                }
                most = Math.max(most, count);
                sum += sign * count;
            }
            sign = -sign;
            while (true) {
                if (level == n) return new int[] {sum, most};
                int first = p[0];
                for (int i = 0; i < level; i++) p[i] = p[i + 1];
                p[level] = first;
                if (--rotation[level] > 0) break;
                level++;
            }
        }
    }

    public static void main(String[] args) {
        BenchHarness.run("Fannkuch", args, 90, 8629030L, () -> {
            int[] result = flips(9);
            return result[0] * 1000L + result[1];
        });
    }
}
