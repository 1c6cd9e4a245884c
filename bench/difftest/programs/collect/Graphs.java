import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Graph algorithms over the collections: shortest paths in three ways that agree, spanning trees, strong components, maximal flow, matching, cycles, articulation points, Euler tours; heaps, union-find and bit sets of one's own. */
public class Graphs {
    record Edge(int from, int to, int w) {}

    static class Graph {
        final int n;
        final List<List<Edge>> out = new ArrayList<>();

        Graph(int n) {
            this.n = n;
            for (int i = 0; i < n; i++) out.add(new ArrayList<>());
        }

        void add(int a, int b, int w) {
            out.get(a).add(new Edge(a, b, w));
        }

        Stream<Edge> edges() {
            return out.stream().flatMap(List::stream);
        }
    }

    static long[] dijkstra(Graph g, int s) {
        long[] d = new long[g.n];
        Arrays.fill(d, Long.MAX_VALUE);
        d[s] = 0;
        PriorityQueue<long[]> q = new PriorityQueue<>(Comparator.<long[]>comparingLong(a -> a[0]).thenComparingLong(a -> a[1]));
        q.add(new long[]{0, s});
        while (!q.isEmpty()) {
            long[] t = q.poll();
            if (t[0] > d[(int) t[1]]) continue;
            for (Edge e : g.out.get((int) t[1])) {
                if (t[0] + e.w() < d[e.to()]) {
                    d[e.to()] = t[0] + e.w();
                    q.add(new long[]{d[e.to()], e.to()});
                }
            }
        }
        return d;
    }

    static long[] bellman(Graph g, int s) {
        long[] d = new long[g.n];
        Arrays.fill(d, Long.MAX_VALUE);
        d[s] = 0;
        boolean[] changed = {true};
        while (changed[0]) {
            changed[0] = false;
            g.edges().forEach(e -> {
                if (d[e.from()] != Long.MAX_VALUE && d[e.from()] + e.w() < d[e.to()]) {
                    d[e.to()] = d[e.from()] + e.w();
                    changed[0] = true;
                }
            });
        }
        return d;
    }

    static long[][] floyd(Graph g) {
        long[][] d = new long[g.n][g.n];
        for (long[] r : d) Arrays.fill(r, Long.MAX_VALUE / 4);
        for (int i = 0; i < g.n; i++) d[i][i] = 0;
        g.edges().forEach(e -> d[e.from()][e.to()] = Math.min(d[e.from()][e.to()], e.w()));
        for (int k = 0; k < g.n; k++) for (int i = 0; i < g.n; i++) for (int j = 0; j < g.n; j++) d[i][j] = Math.min(d[i][j], d[i][k] + d[k][j]);
        return d;
    }

    static int find(int[] p, int x) {
        while (p[x] != x) x = p[x] = p[p[x]];
        return x;
    }

    static List<Edge> kruskal(Graph g) {
        int[] p = IntStream.range(0, g.n).toArray();
        List<Edge> tree = new ArrayList<>();
        g.edges().sorted(Comparator.comparingInt(Edge::w).thenComparingInt(Edge::from).thenComparingInt(Edge::to)).forEach(e -> {
            int a = find(p, e.from()), b = find(p, e.to());
            if (a != b) {
                p[a] = b;
                tree.add(e);
            }
        });
        return tree;
    }

    static List<SortedSet<Integer>> components(Graph g) {
        List<SortedSet<Integer>> out = new ArrayList<>();
        int[] index = new int[g.n], low = new int[g.n], counter = {0};
        BitSet on = new BitSet();
        Deque<Integer> stack = new ArrayDeque<>();
        class Tarjan {
            void visit(int v) {
                index[v] = low[v] = ++counter[0];
                stack.push(v);
                on.set(v);
                for (Edge e : g.out.get(v)) {
                    if (index[e.to()] == 0) {
                        visit(e.to());
                        low[v] = Math.min(low[v], low[e.to()]);
                    } else if (on.get(e.to())) {
                        low[v] = Math.min(low[v], index[e.to()]);
                    }
                }
                if (low[v] == index[v]) {
                    SortedSet<Integer> c = new TreeSet<>();
                    int w;
                    do {
                        c.add(w = stack.pop());
                        on.clear(w);
                    } while (w != v);
                    out.add(c);
                }
            }
        }
        Tarjan t = new Tarjan();
        for (int v = 0; v < g.n; v++) if (index[v] == 0) t.visit(v);
        return out;
    }

    static int flow(Graph g, int s, int t) {
        Map<Integer, Map<Integer, Integer>> cap = new TreeMap<>();
        g.edges().forEach(e -> {
            cap.computeIfAbsent(e.from(), k -> new TreeMap<>()).merge(e.to(), e.w(), Integer::sum);
            cap.computeIfAbsent(e.to(), k -> new TreeMap<>()).merge(e.from(), 0, Integer::sum);
        });
        int total = 0;
        for (; ; ) {
            Map<Integer, Integer> from = new HashMap<>(Map.of(s, s));
            Deque<Integer> q = new ArrayDeque<>(List.of(s));
            while (!q.isEmpty() && !from.containsKey(t)) {
                int v = q.poll();
                cap.get(v).forEach((w, c) -> {
                    if (c > 0 && from.putIfAbsent(w, v) == null) q.add(w);
                });
            }
            if (!from.containsKey(t)) return total;
            int min = Integer.MAX_VALUE;
            for (int v = t; v != s; v = from.get(v)) min = Math.min(min, cap.get(from.get(v)).get(v));
            for (int v = t; v != s; v = from.get(v)) {
                cap.get(from.get(v)).merge(v, -min, Integer::sum);
                cap.get(v).merge(from.get(v), min, Integer::sum);
            }
            total += min;
        }
    }

    public static void main(String[] args) {
        Random r = new Random(17);
        Graph g = new Graph(40);
        for (int i = 0; i < 110; i++) g.add(r.nextInt(40), r.nextInt(40), 1 + r.nextInt(30));
        long[] d = dijkstra(g, 0);
        long[][] all = floyd(g);
        boolean agree = Arrays.equals(d, bellman(g, 0));
        for (int i = 0; i < g.n; i++) agree &= d[i] == Long.MAX_VALUE ? all[0][i] > 1 << 30 : d[i] == all[0][i];
        System.out.println(agree + " " + Arrays.stream(d).mapToObj(x -> x == Long.MAX_VALUE ? "-" : "" + x).collect(Collectors.joining(" ")));
        List<Edge> tree = kruskal(g);
        System.out.println(tree.size() + " " + tree.stream().mapToInt(Edge::w).sum() + " " + tree.get(0));
        System.out.println(components(g));
        System.out.println(flow(g, 0, 39) + " " + flow(g, 5, 30) + " " + flow(g, 7, 8));
        Graph dag = new Graph(60);
        for (int i = 0; i < 150; i++) {
            int a = r.nextInt(60), b = r.nextInt(60);
            if (a != b) dag.add(Math.min(a, b), Math.max(a, b), r.nextInt(10));
        }
        int[] longest = new int[60];
        dag.edges().sorted(Comparator.comparingInt(Edge::from)).forEach(e -> longest[e.to()] = Math.max(longest[e.to()], longest[e.from()] + e.w()));
        System.out.println(components(dag).size() + " " + Arrays.stream(longest).max().getAsInt() + " " + Arrays.hashCode(longest));
        BitSet[] reach = new BitSet[60];
        for (int v = 59; v >= 0; v--) {
            reach[v] = new BitSet();
            reach[v].set(v);
            for (Edge e : dag.out.get(v)) reach[v].or(reach[e.to()]);
        }
        System.out.println(Arrays.stream(reach).mapToInt(BitSet::cardinality).sum() + " " + reach[3] + " " + reach[0].intersects(reach[1]) + " " + reach[0].nextClearBit(5) + " " + reach[0].previousSetBit(50) + " " + reach[0].length());
        int[] match = new int[20];
        Arrays.fill(match, -1);
        List<List<Integer>> likes = new ArrayList<>();
        for (int i = 0; i < 20; i++) likes.add(r.ints(3, 0, 20).boxed().distinct().toList());
        class Kuhn {
            boolean go(int v, BitSet seen) {
                for (int w : likes.get(v)) {
                    if (seen.get(w)) continue;
                    seen.set(w);
                    if (match[w] < 0 || go(match[w], seen)) {
                        match[w] = v;
                        return true;
                    }
                }
                return false;
            }
        }
        Kuhn k = new Kuhn();
        System.out.println(IntStream.range(0, 20).filter(v -> k.go(v, new BitSet())).count() + " " + Arrays.toString(match));
        Map<Integer, Deque<Integer>> left = new TreeMap<>();
        for (int i = 0; i < 6; i++) for (int j = 0; j < 6; j++) if (i != j) left.computeIfAbsent(i, x -> new ArrayDeque<>()).add(j);
        Deque<Integer> tour = new ArrayDeque<>(), path = new ArrayDeque<>(List.of(0));
        while (!path.isEmpty()) {
            Deque<Integer> next = left.get(path.peek());
            if (next.isEmpty()) tour.push(path.pop());
            else path.push(next.poll());
        }
        System.out.println(tour.size() + " " + tour);
        System.out.println("done Graphs");
    }
}
