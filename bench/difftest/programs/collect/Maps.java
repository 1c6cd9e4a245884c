import java.util.*;
import java.util.stream.*;

/** Maps and sets: hash collisions and tree bins, linked order, access order, tree maps, identity, weak, enum, navigation, views, default methods. */
public class Maps {
    static class Key implements Comparable<Key> {
        final int v, h;

        Key(int v, int h) {
            this.v = v;
            this.h = h;
        }

        public int hashCode() {
            return h;
        }

        public boolean equals(Object o) {
            return o instanceof Key k && k.v == v;
        }

        public int compareTo(Key o) {
            return Integer.compare(v, o.v);
        }

        public String toString() {
            return "K" + v;
        }
    }

    static class NoCmp {
        final int v;

        NoCmp(int v) {
            this.v = v;
        }

        public int hashCode() {
            return 1;
        }

        public boolean equals(Object o) {
            return o instanceof NoCmp n && n.v == v;
        }
    }

    interface Act {
        Object run();
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (RuntimeException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    static void exercise(Map<String, Integer> m) {
        for (int i = 0; i < 30; i++) m.put("k" + i * 7 % 31, i);
        System.out.println(m.getClass().getSimpleName() + " " + m.size() + " " + m.put("k3", 99) + " " + m.get("zz") + " " + m.remove("k5") + " " + m.putIfAbsent("k3", 1) + " " + m.computeIfAbsent("new", String::length) + " " + m.computeIfPresent("k4", (k, v) -> null) + " "
            + m.merge("k6", 1000, Integer::sum) + " " + m.merge("k7", 0, (a, b) -> null) + " " + m.compute("k8", (k, v) -> v == null ? -1 : v * 2) + " " + m.getOrDefault("q", -5) + " " + m.replace("k9", 5) + " " + m.containsValue(99) + " " + m.remove("k10", -1));
        m.replaceAll((k, v) -> v + k.length());
        m.keySet().removeIf(k -> k.endsWith("2"));
        m.values().remove(99 + 2);
        m.entrySet().iterator().next().setValue(12345);
        System.out.println(new TreeMap<>(m) + " " + m.hashCode() + " " + m.equals(new HashMap<>(m)));
        System.out.println(m.entrySet().stream().filter(e -> e.getValue() > 20).map(Map.Entry::getKey).sorted().collect(Collectors.joining(",")));
    }

    public static void main(String[] args) {
        exercise(new HashMap<>());
        exercise(new LinkedHashMap<>());
        exercise(new TreeMap<>());
        exercise(new Hashtable<>());
        Map<Key, Integer> col = new HashMap<>();
        for (int i = 0; i < 100; i++) col.put(new Key(i, i % 3), i);
        for (int i = 0; i < 100; i += 2) col.remove(new Key(i, i % 3));
        int s = 0;
        for (Map.Entry<Key, Integer> e : col.entrySet()) s += e.getKey().v * e.getValue();
        System.out.println(s + " " + col.get(new Key(51, 0)) + " " + col.size() + " " + col.containsKey(new Key(50, 2)));
        Map<NoCmp, Integer> nc = new HashMap<>();
        for (int i = 0; i < 50; i++) nc.put(new NoCmp(i), i);
        int hit = 0;
        for (int i = 0; i < 60; i++) if (nc.containsKey(new NoCmp(i))) hit++;
        System.out.println(hit + " " + nc.size());
        LinkedHashMap<Integer, String> lru = new LinkedHashMap<>(4, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, String> e) {
                return size() > 4;
            }
        };
        for (int i = 0; i < 6; i++) {
            lru.put(i, "v" + i);
            lru.get(2);
        }
        System.out.println(lru);
        TreeMap<Integer, String> t = new TreeMap<>();
        for (int i = 0; i < 40; i += 3) t.put(i * 7 % 40, "t" + i);
        System.out.println(t + " " + t.floorKey(10) + t.ceilingKey(10) + t.lowerKey(0) + t.higherKey(39) + " " + t.headMap(10, true) + t.tailMap(30, false) + t.subMap(5, 15) + t.descendingMap().headMap(30) + " " + t.pollFirstEntry() + t.pollLastEntry() + t.firstEntry() + t.lastKey());
        NavigableMap<Integer, String> sub = t.subMap(5, true, 25, false);
        sub.put(6, "six");
        t("sub range", () -> sub.put(30, "x"));
        sub.remove(sub.firstKey());
        sub.keySet().retainAll(Set.of(9, 12, 21, 24));
        System.out.println(sub + " " + sub.descendingKeySet() + " " + t.size());
        TreeSet<String> ts = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.addAll(ts, "b", "A", "C", "a", "B");
        System.out.println(ts + " " + ts.headSet("b") + ts.descendingSet() + ts.ceiling("aa") + ts.pollFirst());
        IdentityHashMap<String, Integer> id = new IdentityHashMap<>();
        String k1 = new String("same"), k2 = new String("same");
        id.put(k1, 1);
        id.put(k2, 2);
        System.out.println(id.size() + " " + id.get(k1) + id.get(k2) + id.get("same") + " " + id.containsValue(2));
        WeakHashMap<Object, Integer> w = new WeakHashMap<>();
        w.put(k1, 1);
        System.out.println(w.get("same") + " " + w.size());
        LinkedHashSet<Integer> lhs = new LinkedHashSet<>(List.of(5, 1, 9));
        lhs.add(1);
        lhs.remove(5);
        lhs.add(5);
        System.out.println(lhs + " " + new HashSet<>(List.of(3, 2, 1)) + " " + lhs.equals(Set.of(1, 5, 9)) + " " + lhs.containsAll(List.of(1)));
        t("cme", () -> {
            Map<Integer, Integer> m = new HashMap<>(Map.of(1, 1, 2, 2));
            for (Integer k : m.keySet()) m.put(k + 10, 0);
            return m;
        });
        t("compute cme", () -> new HashMap<Integer, Integer>() {{
            computeIfAbsent(1, k -> put(2, 3));
        }});
        t("null key hash", () -> {
            Map<String, String> m = new HashMap<>();
            m.put(null, "n");
            m.put("x", null);
            return m.get(null) + m.get("x") + m.containsKey("x") + m;
        });
        t("null key tree", () -> new TreeMap<String, String>().get(null));
        t("hashtable null", () -> new Hashtable<String, String>().put("a", null));
        t("map of", () -> Map.of("a", 1).get("a") + Map.ofEntries(Map.entry("k", 2)).get("k"));
        t("map of put", () -> Map.of().put("a", 1));
        t("map of null", () -> Map.of("a", null));
        t("set of null", () -> Set.of(1).contains(null));
        t("entry set", () -> Map.entry(1, 2).setValue(3));
        t("unmod entry", () -> Collections.unmodifiableMap(t).entrySet().iterator().next().setValue("x"));
        t("singleton", () -> Collections.singletonMap("k", "v") + "" + Collections.emptyMap() + Collections.singleton(1));
        t("entries", () -> new AbstractMap.SimpleEntry<>("k", 1).equals(Map.entry("k", 1)) + " " + Map.entry("k", 1).hashCode() + " " + Map.Entry.<String, Integer>comparingByValue().reversed().compare(Map.entry("a", 1), Map.entry("b", 2)));
        t("big", () -> {
            Map<Long, Integer> m = new HashMap<>();
            for (long i = 0; i < 600; i++) m.merge(i * i % 257, 1, Integer::sum);
            long h = 0;
            for (Map.Entry<Long, Integer> e : m.entrySet()) h = h * 31 + e.getKey() * e.getValue();
            return m.size() + " " + h;
        });
        t("iteration order", () -> {
            Map<String, Integer> m = new HashMap<>();
            for (String x : "the quick brown fox jumps over the lazy dog again and again".split(" ")) m.merge(x, 1, Integer::sum);
            return m;
        });
        BitSet b = new BitSet();
        b.set(3, 70);
        b.clear(10, 60);
        BitSet c = (BitSet) b.clone();
        c.flip(0, 65);
        c.and(b);
        System.out.println(b + " " + c + " " + b.nextClearBit(3) + " " + b.previousSetBit(50) + " " + b.length() + " " + Arrays.toString(b.toLongArray()) + " " + b.hashCode());
        System.out.println("done Maps");
    }
}
