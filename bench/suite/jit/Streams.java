import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pipelines over ints, arrays and lists, with filters, mappings, sorting and grouping. */
public class Streams {
    static final int[] NUMBERS = IntStream.range(0, 40_000).map(i -> i * 7919 % 10_007).toArray();
    static final List<String> WORDS = Arrays.stream(NUMBERS).limit(4000).mapToObj(i -> "w" + i % 977).toList();

    static long pipelines() {
        long sum = 0;
        for (int i = 0; i < 20; i++) {
            int least = i;
            sum += IntStream.of(NUMBERS).filter(n -> (n & 1) == 0 && n > least).map(n -> n * 3).sum();
            sum += Arrays.stream(NUMBERS).asLongStream().map(n -> n * n).reduce(0, (a, b) -> a ^ b);
        }
        Map<Integer, Long> byLength = WORDS.stream().collect(Collectors.groupingBy(String::length, Collectors.counting()));
        for (Map.Entry<Integer, Long> e : byLength.entrySet()) sum = sum * 31 + e.getKey() * e.getValue();
        List<String> sorted = WORDS.stream().distinct().filter(w -> w.length() > 2).sorted().collect(Collectors.toList());
        sum = sum * 31 + sorted.size() + sorted.get(10).hashCode();
        sum += WORDS.stream().flatMapToInt(String::chars).filter(c -> c == '7').count();
        return sum + NUMBERS.length * IntStream.rangeClosed(1, 2000).mapToObj(Integer::valueOf).mapToInt(n -> n % 13).max().getAsInt();
    }

    public static void main(String[] args) {
        BenchHarness.run("Streams", args, 120, 7568390453279193L, Streams::pipelines);
    }
}
