import java.util.*;
import java.util.function.*;

/** Default and static methods of all functional interfaces, their order of evaluation, null checks, and chains hundreds of calls deep. */
public class FunctionDefaults {
    static StringBuilder log = new StringBuilder();

    static <T> T note(String s, T t) {
        log.append(s).append(' ');
        return t;
    }

    static void flush(String what) {
        System.out.println(what + ": " + log);
        log.setLength(0);
    }

    static void err(String what, Runnable r) {
        try {
            r.run();
            System.out.println(what + " fine");
        } catch (RuntimeException e) {
            System.out.println(what + " " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        Function<Integer, Integer> inc = x -> note("inc", x + 1), dbl = x -> note("dbl", x * 2);
        System.out.println(inc.andThen(dbl).apply(3) + " " + inc.compose(dbl).apply(3) + " " + inc.andThen(dbl).compose(inc).andThen(Object::toString).apply(1) + " " + Function.<String>identity().apply("id"));
        flush("functions");
        BiFunction<Integer, Integer, Integer> sum = Integer::sum;
        System.out.println(sum.andThen(dbl).apply(4, 5) + " " + BinaryOperator.minBy(Comparator.<Integer>reverseOrder()).apply(3, 9) + " " + BinaryOperator.maxBy(Comparator.comparing(String::length)).apply("ab", "c") + " " + UnaryOperator.identity().apply(7));
        flush("operators");
        Predicate<String> empty = s -> note("empty", s.isEmpty()), shortOne = s -> note("short", s.length() < 3);
        for (String s : new String[]{"", "ab", "abcd"}) System.out.print(empty.or(shortOne).test(s) + " " + empty.and(shortOne).test(s) + " " + empty.negate().and(Predicate.not(shortOne)).test(s) + " " + Predicate.<String>isEqual("ab").or(empty).test(s) + "; ");
        System.out.println(Predicate.isEqual(null).test(null));
        flush("predicates");
        BiPredicate<Integer, Integer> lt = (a, b) -> note("lt", a < b), odd = (a, b) -> note("odd", (a + b) % 2 == 1);
        System.out.println(lt.and(odd).test(1, 2) + " " + lt.and(odd).test(2, 1) + " " + lt.or(odd).test(1, 5) + " " + lt.negate().or(odd.negate()).test(1, 5));
        flush("bipredicates");
        IntPredicate ip = x -> x > 3;
        LongPredicate lp = x -> x > 3;
        DoublePredicate dp = x -> x > 3;
        System.out.println(ip.and(x -> x < 9).test(5) + " " + ip.or(x -> x < 0).negate().test(5) + " " + lp.and(x -> x < 9).negate().test(5) + " " + dp.or(x -> Double.isNaN(x)).test(Double.NaN));
        IntUnaryOperator iu = x -> x * x;
        LongUnaryOperator lu = x -> x << 33;
        DoubleUnaryOperator du = x -> x / 2;
        System.out.println(iu.andThen(x -> x + 1).applyAsInt(5) + " " + iu.compose(x -> x + 1).applyAsInt(5) + " " + lu.andThen(x -> x | 1).applyAsLong(1) + " " + lu.compose(LongUnaryOperator.identity()).applyAsLong(3) + " " + du.compose(x -> x + 1).andThen(Math::abs).applyAsDouble(-4) + " " + IntUnaryOperator.identity().applyAsInt(8) + DoubleUnaryOperator.identity().applyAsDouble(1.5));
        List<String> out = new ArrayList<>();
        Consumer<String> add = out::add;
        add.andThen(s -> out.add(s.toUpperCase())).andThen(s -> out.add("" + s.length())).accept("word");
        BiConsumer<String, Integer> bc = (s, i) -> out.add(s + i);
        bc.andThen((s, i) -> out.add(s.repeat(i))).accept("z", 3);
        IntConsumer ic = i -> out.add("i" + i);
        ic.andThen(i -> out.add("j" + i)).accept(1);
        LongConsumer lc = i -> out.add("l" + i);
        lc.andThen(lc).accept(1L << 40);
        DoubleConsumer dc = i -> out.add("d" + i);
        dc.andThen(dc).accept(0.1);
        System.out.println(out);
        out.clear();
        Consumer<String> fails = s -> {
            throw new IllegalStateException("fails " + s);
        };
        err("consumer chain", () -> add.andThen(fails).andThen(add).accept("once"));
        System.out.println(out);
        err("null after", () -> inc.andThen(null));
        err("null before", () -> inc.compose(null));
        err("null and", () -> empty.and(null));
        err("null not", () -> Predicate.not(null));
        err("null minBy", () -> BinaryOperator.minBy(null));
        err("null consumer", () -> add.andThen(null));
        err("null result", () -> ((Function<String, String>) s -> null).andThen(String::length).apply("x"));
        err("null unboxed", () -> ((ToIntFunction<String>) s -> (Integer) null).applyAsInt("x"));
        Function<Integer, Integer> chain = Function.identity();
        for (int i = 0; i < 400; i++) {
            int k = i;
            chain = i % 3 == 0 ? chain.andThen(x -> x + k) : i % 3 == 1 ? chain.compose(x -> x ^ k) : chain.andThen(x -> x * 3 % 10007);
        }
        System.out.println(chain.apply(1) + " " + chain.apply(2));
        Predicate<Integer> all = x -> true;
        for (int i = 2; i < 60; i++) {
            int k = i;
            all = all.and(x -> x % k != 0 || x == k);
        }
        StringBuilder primes = new StringBuilder();
        for (int i = 2; i < 120; i++) if (all.test(i)) primes.append(i).append(' ');
        System.out.println(primes);
        Comparator<String> cmp = Comparator.comparing(String::length, Comparator.reverseOrder()).thenComparing(s -> s.charAt(0)).thenComparingInt(s -> s.charAt(s.length() - 1)).thenComparingLong(s -> s.hashCode()).thenComparingDouble(s -> 0.5).reversed();
        List<String> words = new ArrayList<>(List.of("pear", "fig", "apple", "plum", "kiwi", "date", "lime", "nut", "peach"));
        words.sort(cmp);
        System.out.println(words);
        words.add(null);
        words.sort(Comparator.nullsFirst(Comparator.naturalOrder()));
        System.out.println(words);
        words.sort(Comparator.nullsLast(null));
        System.out.println(words.get(words.size() - 1) + " " + Collections.max(List.of(3, 1, 2), Comparator.reverseOrder()) + " " + Map.Entry.comparingByValue(Comparator.<Integer>reverseOrder()).compare(Map.entry("a", 1), Map.entry("b", 2)));
        Optional<String> op = Optional.of("v");
        System.out.println(op.map(String::length).filter(n -> n == 1).flatMap(n -> Optional.of(n + 1)).or(() -> Optional.of(9)).get() + " " + Optional.empty().or(() -> Optional.of("alt")).get() + " " + Optional.ofNullable((String) null).map(String::length).orElseGet(() -> -1) + " " + op.stream().count() + OptionalInt.empty().orElse(3));
        err("orElseThrow", () -> Optional.empty().orElseThrow());
        err("orElseThrow own", () -> Optional.empty().orElseThrow(() -> new IllegalArgumentException("own")));
        System.out.println("done FunctionDefaults");
    }
}
