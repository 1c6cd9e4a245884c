import java.util.*;

/** Allocation of every shape while links are rewritten: trees, arrays of arrays, maps, strings; contents checked after collections. */
public class GcChurn {
    static class Node {
        Node l, r;
        int v;
        Object pay;

        Node(int v) {
            this.v = v;
        }
    }

    static Node insert(Node n, int v) {
        if (n == null) {
            Node x = new Node(v);
            x.pay = v % 3 == 0 ? new int[v % 17] : v % 3 == 1 ? "s" + v : (Object) Integer.valueOf(v);
            return x;
        }
        if (v < n.v) n.l = insert(n.l, v);
        else if (v > n.v) n.r = insert(n.r, v);
        return n;
    }

    static long sum(Node n) {
        if (n == null) return 0;
        long p = n.pay instanceof int[] a ? a.length : n.pay instanceof String s ? s.length() : (Integer) n.pay;
        return sum(n.l) * 3 + sum(n.r) * 5 + n.v + p;
    }

    static Node rotate(Node n) {
        if (n == null || n.l == null) return n;
        Node x = n.l;
        n.l = x.r;
        x.r = n;
        return x;
    }

    static Object[] statics = new Object[8];

    public static void main(String[] args) {
        Node root = null;
        int seed = 17;
        for (int i = 0; i < 300; i++) {
            seed = seed * 1103515245 + 12345;
            root = insert(root, (seed >>> 10) % 5000);
            if (i % 50 == 0) {
                root = rotate(root);
                System.gc();
            }
        }
        System.out.println(sum(root));
        Object[][] grid = new Object[20][];
        for (int r = 0; r < 400; r++) {
            grid[r % 20] = new Object[r % 30 + 1];
            for (int c = 0; c < grid[r % 20].length; c++) grid[r % 20][c] = c % 2 == 0 ? new long[]{r, c} : grid[(r + c) % 20];
            statics[r % 8] = grid[r % 20];
        }
        System.gc();
        long h = 0;
        for (Object[] row : grid) for (Object o : row) h = h * 31 + (o instanceof long[] l ? l[0] * 100 + l[1] : o == null ? 7 : ((Object[]) o).length);
        for (Object o : statics) h = h * 31 + ((Object[]) o).length;
        System.out.println(h);
        Map<String, List<Integer>> m = new HashMap<>();
        for (int i = 0; i < 500; i++) m.computeIfAbsent("key" + i % 37, k -> new LinkedList<>()).add(i);
        System.gc();
        int t = 0;
        for (Map.Entry<String, List<Integer>> e : new TreeMap<>(m).entrySet()) for (int x : e.getValue()) t = t * 7 + x + e.getKey().length();
        System.out.println(t);
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            String s = "x" + i;
            if (i % 10 == 0) sb.append(s.intern());
            if (i % 77 == 0) System.gc();
        }
        System.out.println(sb.length() + " " + sb.toString().hashCode());
        IdentityHashMap<Object, Integer> ids = new IdentityHashMap<>();
        Object[] keys = new Object[100];
        int[] hashes = new int[100];
        for (int i = 0; i < 100; i++) {
            keys[i] = i % 2 == 0 ? new int[i] : new Object();
            hashes[i] = System.identityHashCode(keys[i]);
            ids.put(keys[i], i);
        }
        System.gc();
        int ok = 0;
        for (int i = 0; i < 100; i++) if (ids.get(keys[i]) == i && hashes[i] == System.identityHashCode(keys[i])) ok++;
        System.out.println(ok);
        double[][] mat = new double[30][30];
        for (int k = 0; k < 5; k++) {
            double[][] n = new double[30][30];
            for (int i = 0; i < 30; i++) for (int j = 0; j < 30; j++) n[i][j] = mat[j][i] + i * 0.5 + j;
            mat = n;
        }
        System.out.println(mat[3][4] + " " + mat[29][0]);
        Object chain = null;
        for (int i = 0; i < 3000; i++) chain = new Object[]{chain, i};
        System.gc();
        int len = 0;
        long s = 0;
        for (Object c = chain; c != null; c = ((Object[]) c)[0]) {
            len++;
            s += (Integer) ((Object[]) c)[1];
        }
        System.out.println(len + " " + s);
        byte[] big = new byte[3_000_000];
        big[2_999_999] = 9;
        System.gc();
        System.out.println(big[2_999_999] + big.length);
        Runtime rt = Runtime.getRuntime();
        System.out.println((rt.totalMemory() >= rt.freeMemory()) + " " + (rt.maxMemory() >= rt.totalMemory()) + " " + (rt.freeMemory() > 0));
        System.out.println("done GcChurn");
    }
}
