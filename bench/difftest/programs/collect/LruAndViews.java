import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** Maps that remember order: least-recently-used caches, eviction, views that write through, navigable submaps in both directions, concurrent skip lists against tree maps, multimaps, identity and enum maps, entries that live on. */
public class LruAndViews {
    static class Lru<K, V> extends LinkedHashMap<K, V> {
        final int max;
        final List<K> evicted = new ArrayList<>();

        Lru(int max) {
            super(16, 0.75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> e) {
            if (size() > max) evicted.add(e.getKey());
            return size() > max;
        }
    }

    static void err(String what, Runnable r) {
        try {
            r.run();
            System.out.println(what + " fine");
        } catch (RuntimeException e) {
            System.out.println(what + " " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    static void navigate(NavigableMap<Integer, String> m) {
        StringBuilder sb = new StringBuilder(m.getClass().getSimpleName());
        for (int k : new int[]{-1, 0, 4, 5, 30, 57, 60}) sb.append(' ').append(m.floorKey(k)).append('/').append(m.lowerKey(k)).append('/').append(m.ceilingEntry(k)).append('/').append(m.higherKey(k));
        System.out.println(sb);
        NavigableMap<Integer, String> sub = m.subMap(10, true, 40, false), desc = sub.descendingMap(), nested = desc.subMap(36, true, 15, true);
        System.out.println(sub.size() + " " + sub.firstKey() + " " + sub.lastEntry() + " " + desc.firstKey() + " " + nested + " " + nested.headMap(25) + " " + nested.tailMap(25, false) + " " + sub.headMap(20).keySet() + " " + desc.navigableKeySet().descendingSet().first() + " " + desc.ceilingKey(22) + " " + desc.floorKey(22));
        sub.put(11, "new");
        desc.remove(12);
        nested.pollFirstEntry();
        sub.entrySet().removeIf(e -> e.getKey() % 2 == 1 && e.getKey() > 11);
        err("outside", () -> sub.put(50, "x"));
        err("outside nested", () -> nested.put(40, "x"));
        err("backwards", () -> m.subMap(5, 1));
        err("submap of outside", () -> sub.subMap(5, 15));
        for (Map.Entry<Integer, String> e : m.entrySet()) {
            if (m instanceof TreeMap && e.getKey() < 6) e.setValue(e.getValue() + "!");
        }
        err("entry", () -> m.firstEntry().setValue("no"));
        System.out.println(m.size() + " " + m.hashCode() + " " + sub + " " + new TreeMap<>(m).equals(m) + " " + m.descendingKeySet().stream().limit(4).toList() + " " + m.pollLastEntry() + " " + m.values().stream().mapToInt(String::length).sum());
    }

    public static void main(String[] args) {
        Lru<String, Integer> lru = new Lru<>(3);
        for (String s : "a b c a d b e a a f c".split(" ")) lru.merge(s, 1, Integer::sum);
        lru.get("a");
        lru.getOrDefault("x", 0);
        lru.putIfAbsent("f", 9);
        System.out.println(lru + " " + lru.evicted);
        lru.replaceAll((k, v) -> v * 10);
        lru.keySet().retainAll(Set.of("a", "c"));
        lru.entrySet().iterator().next().setValue(77);
        System.out.println(lru + " " + lru.containsValue(77));
        Random r = new Random(8);
        Lru<Integer, Integer> big = new Lru<>(50);
        int hits = 0;
        for (int i = 0; i < 3000; i++) {
            int k = (int) Math.abs(r.nextGaussian() * 40);
            if (big.get(k) != null) hits++;
            else big.put(k, k);
        }
        System.out.println(hits + " " + big.size() + " " + big.evicted.size() + " " + big.keySet().stream().limit(5).toList());
        TreeMap<Integer, String> tm = new TreeMap<>();
        for (int i = 0; i < 60; i += 3) tm.put(i, "v" + i);
        navigate(new TreeMap<>(tm));
        navigate(new ConcurrentSkipListMap<>(tm));
        Map<String, Integer> h = new HashMap<>();
        for (int i = 0; i < 20; i++) h.put("k" + i, i);
        Collection<Integer> values = h.values();
        values.removeIf(v -> v % 3 == 0);
        values.remove(7);
        h.keySet().removeAll(List.of("k1", "k2"));
        h.entrySet().remove(Map.entry("k4", 4));
        h.entrySet().remove(Map.entry("k5", 4));
        System.out.println(new TreeMap<>(h) + " " + values.size() + " " + values.contains(5) + " " + h.keySet().equals(new HashSet<>(h.keySet())) + " " + h.entrySet().contains(Map.entry("k8", 8)));
        err("add to keys", () -> h.keySet().add("x"));
        err("compute null", () -> System.out.print(h.compute("k8", (k, v) -> null) + " " + h.containsKey("k8") + " "));
        err("recursive compute", () -> h.computeIfAbsent("new", k -> {
            h.put("other", 1);
            return 2;
        }));
        err("concurrent recursion", () -> {
            ConcurrentHashMap<Integer, Integer> c = new ConcurrentHashMap<>();
            c.computeIfAbsent(1, k -> c.computeIfAbsent(1, j -> 2));
        });
        IdentityHashMap<Object, Integer> im = new IdentityHashMap<>();
        String a = new String("s"), b = new String("s");
        im.put(a, 1);
        im.put(b, 2);
        im.put(null, 3);
        System.out.println(im.size() + " " + im.get("s") + " " + im.get(b) + " " + im.containsKey(null) + " " + im.remove(a) + " " + im.keySet().stream().filter(x -> x == b).count());
        EnumMap<Thread.State, Integer> em = new EnumMap<>(Map.of(Thread.State.WAITING, 1, Thread.State.NEW, 2, Thread.State.BLOCKED, 3));
        em.put(Thread.State.NEW, null);
        em.keySet().remove(Thread.State.BLOCKED);
        System.out.println(em + " " + em.containsValue(null) + " " + EnumSet.complementOf(EnumSet.of(Thread.State.NEW, Thread.State.RUNNABLE)) + " " + EnumSet.range(Thread.State.RUNNABLE, Thread.State.WAITING) + " " + EnumSet.allOf(Thread.State.class).removeAll(em.keySet()));
        SortedMap<Integer, SortedSet<String>> byLength = new TreeMap<>(Comparator.reverseOrder());
        for (String w : "to be or not to be that is the question whether".split(" ")) byLength.computeIfAbsent(w.length(), k -> new TreeSet<>()).add(w);
        System.out.println(byLength + " " + byLength.headMap(3) + " " + byLength.firstKey() + " " + byLength.comparator().compare(1, 2));
        List<Integer> base = new ArrayList<>(IntStream.range(0, 20).boxed().toList()), view = base.subList(5, 15), inner = view.subList(2, 6);
        inner.clear();
        view.set(0, 99);
        view.add(100);
        Collections.rotate(view, 2);
        Collections.swap(view, 0, 1);
        view.replaceAll(x -> x + 1);
        System.out.println(base + " " + view + " " + view.indexOf(101) + " " + Collections.frequency(base, 2) + " " + Collections.disjoint(base, view) + " " + Collections.indexOfSubList(base, view));
        base.add(1);
        err("stale view", view::size);
        err("array view", () -> Arrays.asList(1, 2).add(3));
        err("checked", () -> ((Collection<Object>) (Collection<?>) Collections.checkedList(new ArrayList<>(), String.class)).add(5));
        System.out.println("done LruAndViews");
    }
}
