import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Lambdas, method references and sequential streams: capturing and not, composed functions, boxed and primitive pipelines. */
public class Lambdas1 {
    static int twice(int x) {
        return x * 2;
    }

    public static void main(String[] args) {
        long sum = 0;
        for (int i = 0; i < 1_500_000; i++) {
            int k = i;
            IntUnaryOperator f = x -> x + k;
            sum += f.applyAsInt(i);
        }
        IntUnaryOperator ref = Lambdas1::twice, comp = ref.andThen(x -> x + 1).compose(x -> x ^ 3);
        int v = 1;
        for (int i = 0; i < 600_000; i++) v = comp.applyAsInt(v) & 0xffff;
        List<Integer> l = IntStream.range(0, 2000).boxed().collect(Collectors.toList());
        for (int r = 0; r < 60; r++) sum += l.stream().filter(x -> x % 3 == 0).map(x -> x * 2).reduce(0, Integer::sum);
        for (int r = 0; r < 100; r++) sum += IntStream.range(0, 2000).filter(x -> (x & 1) == 0).mapToLong(x -> (long) x * x).sum();
        Map<Integer, Long> g = l.stream().collect(Collectors.groupingBy(x -> x % 7, TreeMap::new, Collectors.counting()));
        Function<Integer, Function<Integer, Integer>> curry = a -> b -> a * b;
        for (int i = 0; i < 200_000; i++) sum += curry.apply(i).apply(3);
        System.out.println("Lambdas1 " + sum + " " + v + " " + g);
    }
}
