import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Streams: all intermediate and terminal operations, laziness, collectors, primitive streams, spliterators, errors. */
public class Streams {
    record P(String name, int age, String city) {}

    interface Act {
        Object run();
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (RuntimeException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        List<P> ps = List.of(new P("Ann", 30, "Oslo"), new P("Bob", 25, "Rome"), new P("Cid", 35, "Oslo"), new P("Dan", 25, "Bern"), new P("Eve", 41, "Rome"));
        t("map filter", () -> ps.stream().filter(p -> p.age() > 26).map(P::name).collect(Collectors.joining(",", "<", ">")));
        t("group", () -> ps.stream().collect(Collectors.groupingBy(P::city, TreeMap::new, Collectors.mapping(P::name, Collectors.toList()))));
        t("group count", () -> ps.stream().collect(Collectors.groupingBy(P::age, TreeMap::new, Collectors.counting())));
        t("partition", () -> ps.stream().collect(Collectors.partitioningBy(p -> p.age() >= 30, Collectors.averagingInt(P::age))));
        t("toMap", () -> new TreeMap<>(ps.stream().collect(Collectors.toMap(P::city, P::age, Integer::sum))));
        t("toMap dup", () -> ps.stream().collect(Collectors.toMap(P::city, P::age)));
        t("teeing", () -> ps.stream().collect(Collectors.teeing(Collectors.summingInt(P::age), Collectors.counting(), (a, b) -> a + "/" + b)));
        t("summarizing", () -> ps.stream().collect(Collectors.summarizingInt(P::age)));
        t("reducing", () -> ps.stream().collect(Collectors.reducing(0, P::age, Integer::max)) + " " + ps.stream().map(P::age).reduce(Integer::sum) + " " + Stream.<Integer>empty().reduce(Integer::sum) + " " + ps.stream().reduce(0, (a, p) -> a + p.age(), Integer::sum));
        t("collectingAndThen", () -> ps.stream().map(P::name).collect(Collectors.collectingAndThen(Collectors.toList(), List::size)));
        t("filtering flatMapping", () -> ps.stream().collect(Collectors.groupingBy(P::city, TreeMap::new, Collectors.filtering(p -> p.age() > 30, Collectors.flatMapping(p -> p.name().chars().mapToObj(c -> (char) c), Collectors.toList())))));
        t("minBy", () -> ps.stream().collect(Collectors.minBy(Comparator.comparing(P::age).thenComparing(P::name, Comparator.reverseOrder()))).get().name());
        t("sorted", () -> ps.stream().sorted(Comparator.comparing(P::age).thenComparing(P::name)).map(P::name).toList());
        t("sorted nulls", () -> Stream.of("b", null, "a").sorted(Comparator.nullsFirst(Comparator.naturalOrder())).toList());
        t("sorted bad", () -> Stream.of(new Object(), new Object()).sorted().toList());
        StringBuilder log = new StringBuilder();
        t("lazy", () -> IntStream.rangeClosed(1, 10).peek(i -> log.append('p').append(i)).filter(i -> i % 2 == 0).peek(i -> log.append('f').append(i)).mapToObj(i -> "v" + i).limit(2).toList() + " " + log);
        log.setLength(0);
        t("sorted barrier", () -> Stream.of(3, 1, 2).peek(i -> log.append('a').append(i)).sorted().peek(i -> log.append('b').append(i)).findFirst() + " " + log);
        t("not run", () -> {
            Stream.of(1).map(i -> {
                throw new IllegalStateException();
            });
            return "fine";
        });
        t("count skips", () -> List.of(1, 2, 3).stream().peek(i -> {
            throw new IllegalStateException();
        }).count());
        t("distinct", () -> Stream.of(3, 1, 3, 2, 1).distinct().toList() + " " + Stream.of(5, 4, 6).skip(1).limit(5).toList());
        t("takeWhile", () -> Stream.of(1, 2, 5, 1).takeWhile(i -> i < 4).toList() + "" + Stream.of(1, 2, 5, 1).dropWhile(i -> i < 4).toList());
        t("iterate", () -> Stream.iterate(1, i -> i * 3).limit(6).toList() + "" + Stream.iterate(1, i -> i < 50, i -> i * 3).toList() + Stream.generate(() -> "g").limit(3).toList());
        t("flatMap", () -> Stream.of(List.of(1, 2), List.<Integer>of(), List.of(3)).flatMap(List::stream).toList() + " " + Stream.of(1, 2, 3).<String>mapMulti((i, c) -> {
            for (int k = 0; k < i; k++) c.accept(i + "" + k);
        }).toList());
        t("flatMap infinite", () -> Stream.of(1).flatMap(x -> Stream.iterate(0, i -> i + 1)).limit(3).toList());
        t("concat", () -> Stream.concat(Stream.of(1), IntStream.range(5, 7).boxed()).toList());
        t("match", () -> Stream.of(1, 2).anyMatch(i -> i > 1) + " " + Stream.of(1, 2).allMatch(i -> i > 1) + " " + Stream.empty().noneMatch(i -> true) + " " + Stream.empty().allMatch(i -> false));
        t("min max", () -> Stream.of(4, 9, 2).min(Integer::compare).get() + " " + Stream.of("aa", "b").max(Comparator.comparing(String::length)).get() + " " + IntStream.empty().max() + " " + DoubleStream.of(1, Double.NaN, 3).max());
        t("int stats", () -> IntStream.of(4, 8, 15).summaryStatistics() + " " + IntStream.range(0, 5).average() + " " + LongStream.rangeClosed(1, 20).reduce(1, (a, b) -> a * b) + " " + DoubleStream.of(0.1, 0.2, 0.3, 0.4).sum());
        t("convert", () -> "abc".chars().mapToObj(c -> (char) (c + 1)).toList() + " " + IntStream.range(0, 3).asDoubleStream().boxed().toList() + " " + Stream.of("1", "2").mapToInt(Integer::parseInt).sum() + " " + IntStream.range(0, 4).mapToLong(i -> 1L << i * 10).boxed().toList());
        t("arrays", () -> Arrays.toString(Stream.of("x", "y").toArray(String[]::new)) + Arrays.toString(IntStream.iterate(1, i -> i * 2).limit(8).toArray()) + Stream.of(1, 2).toArray().getClass().getSimpleName());
        t("array store", () -> Stream.of(1, 2).toArray(String[]::new));
        t("reuse", () -> {
            Stream<Integer> s = Stream.of(1);
            s.toList();
            return s.count();
        });
        t("closed", () -> {
            StringBuilder c = new StringBuilder();
            try (Stream<Integer> s = Stream.of(1, 2).onClose(() -> c.append("c1")).onClose(() -> c.append("c2"))) {
                c.append(s.count());
            }
            return c;
        });
        t("close throws", () -> {
            Stream<Integer> s = Stream.of(1).onClose(() -> {
                throw new IllegalStateException("first");
            }).onClose(() -> {
                throw new IllegalStateException("second");
            });
            try {
                s.close();
                return "no";
            } catch (IllegalStateException e) {
                return e.getMessage() + " " + e.getSuppressed()[0].getMessage();
            }
        });
        t("toList immutable", () -> Stream.of(1).toList().add(2));
        t("toList nulls", () -> Stream.of(1, null).toList() + " " + Stream.ofNullable(null).count());
        t("collect 3", () -> Stream.of("a", "b").collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).reverse());
        t("iterator", () -> {
            Iterator<Integer> i = Stream.of(1, 2).iterator();
            return i.next() + i.next() + " " + i.hasNext();
        });
        t("spliterator", () -> {
            Spliterator<Integer> a = List.of(1, 2, 3, 4, 5, 6).spliterator(), b = a.trySplit();
            StringBuilder sb = new StringBuilder();
            b.forEachRemaining(sb::append);
            sb.append('|');
            a.tryAdvance(sb::append);
            return sb + " " + a.estimateSize() + " " + a.hasCharacteristics(Spliterator.SIZED | Spliterator.ORDERED) + " " + StreamSupport.stream(a, false).toList();
        });
        t("optional", () -> Optional.of(5).map(x -> x + 1).filter(x -> x > 5).or(() -> Optional.of(1)).get() + " " + Optional.empty().orElse("e") + " " + Optional.ofNullable(null).isPresent() + " " + OptionalInt.of(3) + " " + Optional.of("s").stream().count() + " " + Optional.of(1).flatMap(x -> Optional.empty()) + Optional.of("x"));
        t("optional throw", () -> Optional.empty().orElseThrow(() -> new IllegalArgumentException("none")));
        t("optional null", () -> Optional.of(null));
        t("nested", () -> IntStream.rangeClosed(1, 20).boxed().flatMap(a -> IntStream.rangeClosed(a, 20).filter(b -> Math.sqrt(a * a + b * b) % 1 == 0).mapToObj(b -> a + "," + b)).toList());
        t("primes", () -> IntStream.rangeClosed(2, 100).filter(n -> IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0)).sum());
        t("words", () -> Arrays.stream("it was the best of times it was the worst of times".split(" ")).collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting())));
        t("parallel", () -> IntStream.range(0, 1000).parallel().map(i -> i * 2).filter(i -> i % 3 == 0).boxed().collect(Collectors.toList()).size() + " " + Stream.of(1, 2, 3, 4).parallel().map(i -> i * i).collect(Collectors.toList()) + " " + IntStream.range(0, 100).parallel().isParallel());
        System.out.println("done Streams");
    }
}
