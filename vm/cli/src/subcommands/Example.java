import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A prime sieve, and what streams, lambdas, records and strings make of its primes. */
public class Example {
    record Twins(int first, int second) {}

    static BitSet sieve(int limit) {
        BitSet composite = new BitSet(limit);
        for (int i = 2; (long) i * i < limit; i++) {
            if (!composite.get(i)) {
                for (int j = i * i; j < limit; j += i) {
                    composite.set(j);
                }
            }
        }
        return composite;
    }

    public static void main(String[] args) {
        int limit = 100_000;
        BitSet composite = sieve(limit);
        IntPredicate isPrime = n -> n >= 2 && !composite.get(n);

        List<Integer> primes =
            IntStream.range(2, limit).filter(isPrime).boxed().collect(Collectors.toList());
        List<Twins> twins = IntStream.range(2, 100)
            .filter(n -> isPrime.test(n) && isPrime.test(n + 2))
            .mapToObj(n -> new Twins(n, n + 2))
            .toList();
        Map<Integer, Long> byLastDigit = primes.stream()
            .collect(Collectors.groupingBy(p -> p % 10, TreeMap::new, Collectors.counting()));

        System.out.println("Hello from Java " + System.getProperty("java.specification.version"));
        System.out.println("primes below " + limit + ": " + primes.size()
            + ", the largest is " + primes.get(primes.size() - 1));
        System.out.println("twins below 100: "
            + twins.stream().map(t -> t.first() + "/" + t.second()).collect(Collectors.joining(" ")));
        System.out.println("by last digit: " + byLastDigit);
        System.out.printf("the sum of their reciprocals: %.6f%n",
            primes.stream().mapToDouble(p -> 1.0 / p).sum());
    }
}
