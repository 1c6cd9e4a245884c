import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Own collectors and spliterators, stream flags, short circuits over sorted and infinite sources, flattening depth, parallel agreement with sequential. */
public class CollectorsDeep {
    static <T> Collector<T, ?, List<List<T>>> chunks(int n) {
        return Collector.of(ArrayList::new, (List<List<T>> l, T t) -> {
            if (l.isEmpty() || l.get(l.size() - 1).size() == n) l.add(new ArrayList<>());
            l.get(l.size() - 1).add(t);
        }, (a, b) -> {
            a.addAll(b);
            return a;
        });
    }

    static class Range extends Spliterators.AbstractIntSpliterator {
        int lo, hi;

        Range(int lo, int hi) {
            super(hi - lo, ORDERED | SIZED | SUBSIZED | NONNULL);
            this.lo = lo;
            this.hi = hi;
        }

        @Override
        public boolean tryAdvance(IntConsumer c) {
            if (lo >= hi) return false;
            c.accept(lo++);
            return true;
        }

        @Override
        public Spliterator.OfInt trySplit() {
            if (hi - lo < 8) return null;
            int m = (lo + hi) >>> 1, l = lo;
            lo = m;
            return new Range(l, m);
        }

        @Override
        public long estimateSize() {
            return hi - lo;
        }
    }

    record Tree(int v, List<Tree> kids) {
        Stream<Tree> flat() {
            return Stream.concat(Stream.of(this), kids.stream().flatMap(Tree::flat));
        }
    }

    static Tree tree(int d) {
        return new Tree(d, d == 0 ? List.of() : IntStream.range(0, d).mapToObj(i -> tree(i)).toList());
    }

    public static void main(String[] args) {
        System.out.println(IntStream.range(0, 10).boxed().collect(chunks(3)));
        System.out.println(StreamSupport.intStream(new Range(0, 200), true).map(x -> x * x).sum() + " " + StreamSupport.intStream(new Range(0, 200), false).filter(x -> x % 7 == 3).boxed().toList());
        System.out.println(tree(6).flat().mapToInt(Tree::v).sum() + " " + tree(6).flat().count());
        TreeMap<Boolean, Map<Integer, Set<String>>> deep = new TreeMap<>(Stream.of("a", "bb", "cc", "ddd", "e", "fff", "gg").collect(Collectors.partitioningBy(s -> s.charAt(0) % 2 == 0, Collectors.groupingBy(String::length, TreeMap::new, Collectors.toCollection(TreeSet::new)))));
        System.out.println(deep);
        System.out.println(Stream.iterate(new long[]{0, 1}, f -> new long[]{f[1], f[0] + f[1]}).mapToLong(f -> f[0]).takeWhile(x -> x < 1000).boxed().toList());
        System.out.println(IntStream.iterate(1, x -> x + 1).filter(x -> IntStream.rangeClosed(1, x / 2).filter(d -> x % d == 0).sum() == x).limit(3).boxed().toList());
        System.out.println(Stream.of(5, 3, 8, 1).sorted().skip(1).findFirst().get() + " " + Stream.of(5, 3, 8, 1).sorted(Comparator.reverseOrder()).limit(2).toList() + " " + IntStream.of(3, 1, 2).sorted().boxed().map(String::valueOf).collect(Collectors.joining("<")));
        List<Integer> l = new Random(7).ints(300, 0, 1000).boxed().toList();
        System.out.println(l.parallelStream().sorted().toList().equals(l.stream().sorted().toList()) + " " + l.parallelStream().distinct().count() + " " + l.parallelStream().skip(50).limit(20).toList().equals(l.subList(50, 70)) + " " + l.parallelStream().collect(chunks(1000)).stream().mapToInt(List::size).sum() + " "
            + l.parallelStream().mapToInt(x -> x).summaryStatistics().equals(null) + " " + l.parallelStream().map(String::valueOf).collect(Collectors.joining()).equals(l.stream().map(String::valueOf).collect(Collectors.joining())));
        System.out.println(l.stream().collect(Collectors.toMap(x -> x % 5, x -> 1, Integer::sum, TreeMap::new)) + " " + l.stream().collect(Collectors.averagingDouble(x -> x)) + " " + l.stream().mapToInt(x -> x).boxed().collect(Collectors.summingLong(x -> x)));
        Supplier<Stream<Integer>> s = () -> l.stream().filter(x -> x > 990);
        System.out.println(s.get().toList() + " " + s.get().anyMatch(x -> x == 995));
        System.out.println("done CollectorsDeep");
    }
}
