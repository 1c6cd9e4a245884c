import java.util.LinkedHashMap;
import java.util.Map;

/** A cache that replaces its oldest entries: old objects are written all the time, and most data lives a while. */
public class Cache {
    static class Lru extends LinkedHashMap<Integer, int[]> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, int[]> eldest) {
            return size() > 200_000;
        }
    }

    public static void main(String[] args) {
        Lru cache = new Lru();
        int seed = 1, hits = 0;
        for (int i = 0; i < 2_000_000; i++) {
            seed = seed * 1103515245 + 12345;
            int key = (seed >>> 8) % 400_000;
            int[] value = cache.get(key);
            if (value == null) cache.put(key, new int[] {key, i, i, i, i, i, i, i});
            else if (value[0] == key) hits++;
        }
        System.out.println("Cache " + hits + " " + cache.size());
    }
}
