import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Objects that live for all sorts of times, and remember what must be in them. */
final class Memory {
    static List<Soak.Activity> activities() {
        return List.of(new Trees(), new Arrays(), new Graph(), new References(), new Texts());
    }

    /** Binary trees with a checksum, exchanged between threads. */
    static final class Trees implements Soak.Activity {
        static final class Node {
            Node left;
            Node right;
            int value;
            int hash = System.identityHashCode(this);
        }

        final AtomicReferenceArray<Node> shared = new AtomicReferenceArray<>(8);

        static Node build(int depth, int value) {
            Node node = new Node();
            node.value = value;
            if (depth > 0) {
                node.left = build(depth - 1, 2 * value);
                node.right = build(depth - 1, 2 * value + 1);
            }
            return node;
        }

        static int verify(Node node) {
            Soak.require(node.hash == System.identityHashCode(node), "an identity hash changed");
            if (node.left == null) {
                return 1;
            }
            Soak.require(node.left.value == 2 * node.value, "left of " + node.value);
            Soak.require(node.right.value == 2 * node.value + 1, "right of " + node.value);
            return 1 + verify(node.left) + verify(node.right);
        }

        @Override
        public void step(int self, Random random) {
            int depth = 3 + random.nextInt(5);
            Node old = shared.getAndSet(random.nextInt(8), build(depth, depth));
            if (old != null) {
                Soak.require(verify(old) == (1 << (old.value + 1)) - 1, "size of a tree");
            }
        }
    }

    /** Arrays of every type and many sizes, filled with what follows from their length. */
    static final class Arrays implements Soak.Activity {
        final AtomicReferenceArray<Object> kept = new AtomicReferenceArray<>(64);

        @Override
        public void step(int self, Random random) {
            int length = random.nextInt(30) == 0 ? random.nextInt(100_000) : random.nextInt(300);
            Object made = make(random.nextInt(5), length);
            Object old = kept.getAndSet(random.nextInt(kept.length()), made);
            if (old != null) {
                verify(old);
            }
        }

        static Object make(int kind, int length) {
            switch (kind) {
                case 0:
                    byte[] bytes = new byte[length];
                    java.util.Arrays.fill(bytes, (byte) length);
                    return bytes;
                case 1:
                    long[] longs = new long[length];
                    java.util.Arrays.setAll(longs, i -> (long) i * length);
                    return longs;
                case 2:
                    double[] doubles = new double[length];
                    java.util.Arrays.fill(doubles, length / 3.0);
                    return doubles;
                case 3:
                    Object[] self = new Object[length];
                    java.util.Arrays.fill(self, self);
                    return self;
                default:
                    int[][] table = new int[length / 50 + 1][30];
                    for (int[] row : table) {
                        java.util.Arrays.fill(row, table.length);
                    }
                    return table;
            }
        }

        static void verify(Object old) {
            if (old instanceof byte[] bytes) {
                for (byte b : bytes) {
                    Soak.require(b == (byte) bytes.length, "a byte changed");
                }
            } else if (old instanceof long[] longs) {
                for (int i = 0; i < longs.length; i++) {
                    Soak.require(longs[i] == (long) i * longs.length, "a long changed");
                }
            } else if (old instanceof double[] doubles) {
                for (double d : doubles) {
                    Soak.require(d == doubles.length / 3.0, "a double changed");
                }
            } else if (old instanceof int[][] table) {
                for (int[] row : table.clone()) {
                    for (int cell : row) {
                        Soak.require(cell == table.length, "a cell changed");
                    }
                }
            } else {
                Object[] self = (Object[]) old;
                for (Object element : self) {
                    Soak.require(element == old, "an element changed");
                }
            }
        }
    }

    /** Each thread changes a long-lived map: old objects refer to young ones. */
    static final class Graph implements Soak.Activity {
        final List<Map<Integer, int[]>> maps = java.util.stream.IntStream.range(0, Soak.THREADS)
                .<Map<Integer, int[]>>mapToObj(i -> new HashMap<>()).toList();

        @Override
        public void step(int self, Random random) {
            Map<Integer, int[]> map = maps.get(self);
            for (int i = 0; i < 40; i++) {
                int key = random.nextInt(2000);
                int[] old = map.put(key, new int[] {key, ~key, self});
                Soak.require(old == null || old[0] == key && old[1] == ~key && old[2] == self,
                        "value of " + key);
            }
            if (random.nextInt(200) == 0) {
                map.clear();
            }
        }

        @Override
        public void check() {
            maps.forEach(map -> map.forEach((key, value) -> Soak.require(value[0] == key, "" + key)));
        }
    }

    /** References of all strengths, and the queue. */
    static final class References implements Soak.Activity {
        final ReferenceQueue<Object> queue = new ReferenceQueue<>();
        final Set<Reference<?>> phantoms = java.util.Collections.synchronizedSet(new HashSet<>());

        @Override
        public void step(int self, Random random) {
            int[] strong = {random.nextInt(1000), 0};
            strong[1] = -strong[0];
            WeakReference<int[]> weak = new WeakReference<>(strong);
            SoftReference<int[]> soft = new SoftReference<>(new int[] {7});
            Map<Object, Object> map = new WeakHashMap<>();
            map.put(strong, "kept");
            for (int i = 0; i < 50; i++) {
                map.put(new Object(), i);
            }
            // Listed before its referent may die: another thread may poll the queue at once.
            Object referent = new Object();
            phantoms.add(new PhantomReference<>(referent, queue));
            Reference.reachabilityFence(referent);
            if (random.nextInt(2000) == 0) {
                System.gc();
            }
            Soak.require(weak.get() == strong && map.containsKey(strong), "cleared while in use");
            Soak.require(strong[1] == -strong[0], "a referent changed");
            int[] value = soft.get();
            Soak.require(value == null || value[0] == 7, "a soft referent changed");
            for (Reference<?> r = queue.poll(); r != null; r = queue.poll()) {
                Soak.require(phantoms.remove(r), "a reference was queued twice");
            }
            Reference.reachabilityFence(strong);
        }
    }

    /** Strings: concatenation, interning, builders. */
    static final class Texts implements Soak.Activity {
        @Override
        public void step(int self, Random random) {
            int n = random.nextInt(500);
            String text = "soak-" + n + '/' + (char) (0x3b1 + n % 20) + self;
            Soak.require(text.intern() == new String(text.toCharArray()).intern(), text);
            StringBuilder builder = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                builder.append(i % 10);
            }
            Soak.require(builder.reverse().toString().startsWith("9876543210"), "builder");
            Soak.require(text.substring(5, text.indexOf('/')).equals(Integer.toString(n)), text);
        }
    }
}
