import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the short sequences in a long one: hash maps with keys and values of objects, and substrings. */
public class KNucleotide {
    static final String SEQUENCE = sequence(60_000);

    static String sequence(int n) {
        StringBuilder b = new StringBuilder(n);
        long seed = 42;
        for (int i = 0; i < n; i++) {
            seed = (seed * 3877 + 29573) % 139968;
            b.append("ACGTTAGA".charAt((int) (seed * 8 / 139968)));
        }
        return b.toString();
    }

    static Map<Long, Integer> byNumber(String s, int length) {
        Map<Long, Integer> counts = new HashMap<>();
        long key = 0, mask = (1L << (2 * length)) - 1;
        for (int i = 0; i < s.length(); i++) {
            key = (key << 2 | code(s.charAt(i))) & mask;
            if (i >= length - 1) counts.merge(key, 1, Integer::sum);
        }
        return counts;
    }

    static int code(char c) {
        switch (c) {
            case 'A':
                return 0;
            case 'C':
                return 1;
            case 'G':
                return 2;
            default:
                return 3;
        }
    }

    static Map<String, Integer> byText(String s, int length) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i + length <= s.length(); i++) {
            String key = s.substring(i, i + length);
            Integer old = counts.get(key);
            counts.put(key, old == null ? 1 : old + 1);
        }
        return counts;
    }

    static long count() {
        long sum = 0;
        for (int length : new int[] {1, 2, 4, 8}) {
            List<Map.Entry<Long, Integer>> sorted = new ArrayList<>(byNumber(SEQUENCE, length).entrySet());
            sorted.sort((a, b) -> {
                int byCount = b.getValue().compareTo(a.getValue());
                return byCount != 0 ? byCount : Long.compare(a.getKey(), b.getKey());
            });
            for (int i = 0; i < Math.min(4, sorted.size()); i++) {
                sum = sum * 31 + sorted.get(i).getKey() * 7 + sorted.get(i).getValue();
            }
        }
        Map<String, Integer> texts = byText(SEQUENCE, 6);
        return sum * 31 + texts.size() * 1000L + texts.get(SEQUENCE.substring(100, 106));
    }

    public static void main(String[] args) {
        BenchHarness.run("KNucleotide", args, 80, -4248460220702609896L, KNucleotide::count);
    }
}
