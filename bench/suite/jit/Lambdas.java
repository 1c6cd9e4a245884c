import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Calls through functional interfaces: with and without captured variables, composed, as callbacks of collections. */
public class Lambdas {
    static int fold(int[] values, int start, IntBinaryOperator operator) {
        int result = start;
        for (int value : values) result = operator.applyAsInt(result, value);
        return result;
    }

    static void map(int[] values, IntUnaryOperator operator) {
        for (int i = 0; i < values.length; i++) values[i] = operator.applyAsInt(values[i]);
    }

    static long work() {
        long sum = 0;
        int[] values = new int[1000];
        for (int round = 0; round < 250; round++) {
            int added = round;
            for (int i = 0; i < values.length; i++) values[i] = i;
            map(values, v -> v * 3 + added);
            map(values, v -> v ^ (v >>> 3));
            map(values, ((IntUnaryOperator) v -> v + 1).andThen(v -> v * added));
            sum += fold(values, 0, Integer::sum);
            sum ^= fold(values, 1, (a, b) -> a * 31 + b);
            sum += fold(values, Integer.MIN_VALUE, Math::max);
        }
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) list.add(i);
        int[] counter = {0};
        list.forEach(i -> counter[0] += i & 3);
        Predicate<Integer> isEven = i -> i % 2 == 0;
        list.removeIf(isEven.and(i -> i > 50).or(i -> i == 7));
        list.replaceAll(i -> i + 1);
        Function<Integer, Integer> chain = Function.identity();
        for (int i = 0; i < 10; i++) {
            int k = i;
            chain = chain.andThen(n -> n + k);
        }
        for (int i : list) sum += chain.apply(i);
        Supplier<Supplier<Long>> nested = () -> () -> (long) counter[0];
        return sum * 31 + nested.get().get() + list.size();
    }

    public static void main(String[] args) {
        BenchHarness.run("Lambdas", args, 200, -184539599361280L, () -> {
            long sum = 0;
            for (int i = 0; i < 8; i++) sum = sum * 3 + work();
            return sum;
        });
    }
}
