import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Hash maps with keys of several classes: putting, getting, merging, removing, iterating. */
public class HashMaps {
    static final class Key {
        final int a;
        final String b;

        Key(int a, String b) {
            this.a = a;
            this.b = b;
        }

        @Override
        public int hashCode() {
            return 31 * a + b.hashCode();
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && k.a == a && k.b.equals(b);
        }
    }

    static final String[] NAMES = new String[512];

    static {
        for (int i = 0; i < NAMES.length; i++) NAMES[i] = "name" + i * 31;
    }

    static long fill(Map<Integer, Integer> map) {
        long sum = 0;
        for (int i = 0; i < 8000; i++) map.put(i * 17 & 0xfff, i);
        for (int i = 0; i < 16_000; i++) {
            Integer v = map.get(i & 0x1fff);
            if (v != null) sum += v;
        }
        for (int i = 0; i < 4000; i++) map.merge(i & 63, 1, Integer::sum);
        for (int i = 0; i < 4000; i += 3) map.remove(i);
        for (Map.Entry<Integer, Integer> e : map.entrySet()) sum += e.getKey() * 3L + e.getValue();
        return sum;
    }

    static long work() {
        long sum = fill(new HashMap<>()) + 3 * fill(new LinkedHashMap<>()) + 5 * fill(new ConcurrentHashMap<>());
        sum += 7 * fill(new TreeMap<>());
        Map<String, Integer> byName = new HashMap<>();
        for (int i = 0; i < 30_000; i++) byName.merge(NAMES[i * 7 & 511], i, Integer::sum);
        for (String name : NAMES) sum = sum * 3 + byName.getOrDefault(name, -1);
        Map<Key, Integer> byKey = new HashMap<>();
        for (int i = 0; i < 20_000; i++) byKey.computeIfAbsent(new Key(i & 255, NAMES[i & 15]), k -> k.a);
        Set<Long> set = new HashSet<>();
        for (long i = 0; i < 20_000; i++) set.add(i * i % 5003);
        return sum * 31 + byKey.size() * 1000L + set.size();
    }

    public static void main(String[] args) {
        BenchHarness.run("HashMaps", args, 120, 7170347916926411440L, () -> {
            long sum = 0;
            for (int i = 0; i < 4; i++) sum = sum * 3 + work();
            return sum;
        });
    }
}
