import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Havlak's loop recognition on a control-flow graph that is built of nested diamonds and loops:
 * union-find, depth-first search, lists, sets and maps of objects.
 */
public class Havlak {
    static final class Block {
        final int name;
        final List<Block> in = new ArrayList<>(2), out = new ArrayList<>(2);

        Block(int name) {
            this.name = name;
        }
    }

    static final class Graph {
        final Map<Integer, Block> blocks = new HashMap<>();

        Block block(int name) {
            return blocks.computeIfAbsent(name, Block::new);
        }

        void edge(int from, int to) {
            Block a = block(from), b = block(to);
            a.out.add(b);
            b.in.add(a);
        }

        int diamond(int start) {
            edge(start, start + 1);
            edge(start, start + 2);
            edge(start + 1, start + 3);
            edge(start + 2, start + 3);
            return start + 3;
        }

        int straight(int start, int n) {
            for (int i = 0; i < n; i++) edge(start + i, start + i + 1);
            return start + n;
        }

        int loop(int from) {
            int header = straight(from, 1);
            int bottom = straight(diamond(header), 1);
            edge(bottom, header);
            int end = diamond(bottom);
            edge(end, from);
            return straight(end, 1);
        }
    }

    static final class Loop {
        final Set<Block> blocks = new HashSet<>();
        final List<Loop> children = new ArrayList<>();
        Loop parent;
        boolean isReducible = true;
        int nesting;

        int depth() {
            int deepest = 0;
            for (Loop child : children) deepest = Math.max(deepest, child.depth() + 1);
            return deepest;
        }
    }

    static final class Node {
        Node parent = this;
        Block block;
        Loop loop;
        int number;

        Node find() {
            Node root = this;
            while (root.parent != root) root = root.parent;
            for (Node n = this; n != root; ) {
                Node next = n.parent;
                n.parent = root;
                n = next;
            }
            return root;
        }
    }

    static final class Finder {
        final Graph graph;
        final Map<Block, Integer> numbers = new HashMap<>();
        final List<Loop> loops = new ArrayList<>();
        Node[] nodes;
        int[] last, headers;

        Finder(Graph graph) {
            this.graph = graph;
        }

        int number(Block block, int current) {
            nodes[current].block = block;
            nodes[current].number = current;
            numbers.put(block, current);
            int end = current;
            for (Block to : block.out) if (!numbers.containsKey(to)) end = number(to, end + 1);
            last[current] = end;
            return end;
        }

        boolean isAncestor(int a, int b) {
            return a <= b && b <= last[a];
        }

        void find() {
            int n = graph.blocks.size();
            nodes = new Node[n];
            last = new int[n];
            headers = new int[n];
            for (int i = 0; i < n; i++) nodes[i] = new Node();
            n = number(graph.block(0), 0) + 1;
            List<Set<Integer>> others = new ArrayList<>();
            List<List<Integer>> backs = new ArrayList<>();
            for (int w = 0; w < n; w++) {
                Set<Integer> other = new HashSet<>();
                List<Integer> back = new ArrayList<>();
                for (Block from : nodes[w].block.in) {
                    Integer v = numbers.get(from);
                    if (v == null) continue;
                    if (isAncestor(w, v)) back.add(v);
                    else other.add(v);
                }
                others.add(other);
                backs.add(back);
            }
            for (int w = n - 1; w >= 0; w--) collapse(w, backs.get(w), others);
        }

        void collapse(int w, List<Integer> backs, List<Set<Integer>> others) {
            List<Node> body = new ArrayList<>();
            boolean isSelf = false, isReducible = true;
            for (int v : backs) {
                if (v == w) isSelf = true;
                else {
                    Node node = nodes[v].find();
                    if (!body.contains(node)) body.add(node);
                }
            }
            List<Node> todo = new ArrayList<>(body);
            while (!todo.isEmpty()) {
                Node x = todo.remove(todo.size() - 1);
                for (int y : new ArrayList<>(others.get(x.number))) {
                    Node root = nodes[y].find();
                    if (!isAncestor(w, root.number)) {
                        isReducible = false;
                        others.get(w).add(root.number);
                    } else if (root.number != w && !body.contains(root)) {
                        todo.add(root);
                        body.add(root);
                    }
                }
            }
            if (body.isEmpty() && !isSelf) return;
            Loop loop = new Loop();
            loop.isReducible = isReducible;
            loop.blocks.add(nodes[w].block);
            nodes[w].loop = loop;
            for (Node node : body) {
                headers[node.number] = w;
                node.parent = nodes[w];
                if (node.loop != null) {
                    node.loop.parent = loop;
                    loop.children.add(node.loop);
                } else {
                    loop.blocks.add(node.block);
                }
            }
            loops.add(loop);
        }
    }

    static Graph graph() {
        Graph graph = new Graph();
        int at = graph.straight(0, 2);
        for (int i = 0; i < 8; i++) {
            int top = at;
            at = graph.straight(at, 1);
            for (int j = 0; j < 6; j++) {
                int outer = at;
                at = graph.straight(at, 1);
                for (int k = 0; k < 4; k++) at = graph.loop(at);
                at = graph.straight(at, 1);
                graph.edge(at, outer);
            }
            graph.edge(at, top);
        }
        return graph;
    }

    static long recognize() {
        Finder finder = new Finder(graph());
        finder.find();
        long sum = finder.loops.size();
        for (Loop loop : finder.loops) {
            sum = sum * 31 + loop.blocks.size() * 7L + loop.depth() + (loop.isReducible ? 1 : 0);
        }
        return sum;
    }

    public static void main(String[] args) {
        BenchHarness.run("Havlak", args, 80, -7311338247037592315L, () -> {
            long sum = 0;
            for (int i = 0; i < 5; i++) sum = sum * 3 + recognize();
            return sum;
        });
    }
}
