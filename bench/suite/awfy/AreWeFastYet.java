/**
 * Runs one benchmark of a checkout of are-we-fast-yet in the harness of our own suite, so that both are
 * measured alike: {@code java AreWeFastYet BENCHMARK INNER [N | steady WARM_UP MEASURE]}. The checkout
 * has a class {@code Harness} of its own, which is not used.
 */
public class AreWeFastYet {
    public static void main(String[] args) throws ReflectiveOperationException {
        Benchmark benchmark = (Benchmark) Class.forName(args[0]).getDeclaredConstructor().newInstance();
        int inner = Integer.parseInt(args[1]);
        String[] rest = java.util.Arrays.copyOfRange(args, 2, args.length);
        BenchHarness.run(args[0], rest, 50, 1, () -> benchmark.innerBenchmarkLoop(inner) ? 1 : 0);
    }
}
