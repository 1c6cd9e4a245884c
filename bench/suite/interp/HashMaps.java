import java.util.*;

/** HashMap, TreeMap, HashSet and ArrayList with boxed keys and strings: insertion, lookup, removal, iteration, computeIfAbsent. */
public class HashMaps {
    public static void main(String[] args) {
        long sum = 0;
        for (int r = 0; r < 14; r++) {
            Map<Integer, Integer> m = new HashMap<>();
            for (int i = 0; i < 20_000; i++) m.merge(i * 31 % 4096, i, Integer::sum);
            for (int i = 0; i < 20_000; i++) {
                Integer v = m.get(i);
                if (v != null) sum += v;
            }
            for (Map.Entry<Integer, Integer> e : m.entrySet()) sum = sum * 3 + e.getKey() ^ e.getValue();
            for (int i = 0; i < 4096; i += 2) m.remove(i);
            sum += m.size();
        }
        Map<String, List<Integer>> groups = new HashMap<>();
        for (int i = 0; i < 30_000; i++) groups.computeIfAbsent("g" + i % 100, k -> new ArrayList<>()).add(i);
        for (int g = 0; g < 100; g++) for (int x : groups.get("g" + g)) sum += x * g;
        TreeMap<Integer, Integer> t = new TreeMap<>();
        for (int i = 0; i < 30_000; i++) t.put(i * 7919 % 10_007, i);
        for (int k : t.headMap(5000).keySet()) sum += k;
        Set<Long> s = new HashSet<>();
        for (long i = 0; i < 30_000; i++) s.add(i * i % 9973);
        System.out.println("HashMaps " + sum + " " + t.size() + " " + s.size());
    }
}
