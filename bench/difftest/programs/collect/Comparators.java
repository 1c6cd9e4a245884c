import java.util.*;
import java.util.function.*;

/** Custom collections over the abstract classes, iterators, comparators, equality contracts, cloning of collections and arrays, Objects methods. */
public class Comparators {
    static class Ring<T> extends AbstractList<T> implements RandomAccess {
        final T[] a;

        @SafeVarargs
        Ring(T... a) {
            this.a = a;
        }

        public T get(int i) {
            return a[i % a.length];
        }

        public int size() {
            return a.length * 2;
        }
    }

    static class Range extends AbstractCollection<Integer> {
        final int n;

        Range(int n) {
            this.n = n;
        }

        public Iterator<Integer> iterator() {
            return new Iterator<>() {
                int i;

                public boolean hasNext() {
                    return i < n;
                }

                public Integer next() {
                    if (i >= n) throw new NoSuchElementException("at " + i);
                    return i++;
                }
            };
        }

        public int size() {
            return n;
        }
    }

    static class MapOf extends AbstractMap<String, Integer> {
        public Set<Entry<String, Integer>> entrySet() {
            return new LinkedHashSet<>(List.of(Map.entry("one", 1), Map.entry("two", 2)));
        }
    }

    static class Q extends AbstractQueue<Integer> {
        int next = 3;

        public boolean offer(Integer i) {
            return i > 0;
        }

        public Integer poll() {
            return next > 0 ? next-- : null;
        }

        public Integer peek() {
            return next > 0 ? next : null;
        }

        public Iterator<Integer> iterator() {
            return List.of(next).iterator();
        }

        public int size() {
            return next;
        }
    }

    static class Cl implements Cloneable {
        int a = 1;
        int[] arr = {1, 2};
        List<String> l = new ArrayList<>(List.of("x"));

        @Override
        public Cl clone() {
            try {
                return (Cl) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static class NoCl {
        Object tryIt() throws CloneNotSupportedException {
            return clone();
        }
    }

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        Ring<String> r = new Ring<>("a", "b", "c");
        t("ring", () -> r + " " + r.contains("b") + " " + r.lastIndexOf("a") + " " + r.subList(2, 5) + " " + r.hashCode() + " " + r.equals(new ArrayList<>(r)) + " " + new ArrayList<>(r).size() + " " + r.listIterator(4).previous());
        t("ring add", () -> r.add("d"));
        t("ring set", () -> r.set(0, "d"));
        t("ring remove", () -> r.iterator().hasNext() ? r.remove(0) : null);
        t("range", () -> new Range(5) + " " + new Range(3).containsAll(List.of(0, 2)) + " " + Arrays.toString(new Range(3).toArray()) + new ArrayList<>(new Range(4)) + new Range(6).stream().mapToInt(x -> x).sum());
        t("range remove", () -> new Range(3).remove(1));
        t("range clear", () -> {
            new Range(2).clear();
            return 0;
        });
        t("map", () -> new MapOf() + " " + new MapOf().get("two") + new MapOf().containsKey("x") + new MapOf().values() + new MapOf().keySet() + new MapOf().equals(Map.of("two", 2, "one", 1)) + new MapOf().hashCode());
        t("map put", () -> new MapOf().put("z", 1));
        t("queue", () -> {
            Q q = new Q();
            return q.add(1) + " " + q.remove() + q.element() + " " + q;
        });
        t("queue add fail", () -> new Q().add(-1));
        t("queue empty", () -> {
            Q q = new Q();
            q.clear();
            return q.element();
        });
        Cl c = new Cl(), d = c.clone();
        d.a = 5;
        d.arr[0] = 99;
        d.l.add("shared");
        System.out.println(c.a + " " + c.arr[0] + " " + c.l + " " + (c.getClass() == d.getClass()) + " " + (c.arr == d.arr));
        t("no clone", () -> new NoCl().tryIt());
        int[][] m = {{1}, {2}};
        int[][] mc = m.clone();
        mc[0][0] = 7;
        mc[1] = null;
        System.out.println(m[0][0] + " " + m[1][0] + " " + ((List<?>) new ArrayList<>(List.of(1, 2)).clone()).size() + " " + new HashMap<>(Map.of(1, 2)).clone() + " " + new TreeSet<>(List.of(2, 1)).clone() + new ArrayDeque<>(List.of(1)).clone() + " " + ((BitSet) BitSet.valueOf(new long[]{5}).clone()));
        Comparator<String> len = Comparator.comparingInt(String::length), chain = len.reversed().thenComparing(Function.identity(), Comparator.nullsLast(Comparator.naturalOrder()));
        List<String> ws = new ArrayList<>(List.of("pear", "fig", "apple", "kiwi", "date", "a"));
        ws.sort(chain);
        System.out.println(ws);
        ws.sort(Comparator.comparing((String s) -> s.charAt(s.length() - 1)).thenComparingDouble(String::length).thenComparing(Comparator.reverseOrder()));
        System.out.println(ws + " " + Collections.max(ws, len) + " " + Comparator.<Integer>naturalOrder().reversed().equals(Comparator.reverseOrder()));
        t("objects", () -> Objects.equals(null, null) + " " + Objects.deepEquals(new int[]{1}, new int[]{1}) + " " + Objects.hash(1, null, "x") + " " + Objects.hashCode(null) + " " + Objects.toString(null, "d") + " " + Objects.compare("a", "b", Comparator.naturalOrder()) + " " + Objects.requireNonNullElse(null, 3) + Objects.isNull(null));
        t("supplier message", () -> Objects.requireNonNull(null, () -> "from supplier"));
        t("iterator default remove", () -> {
            new Range(1).iterator().remove();
            return 0;
        });
        t("past end", () -> {
            Iterator<Integer> i = new Range(1).iterator();
            i.next();
            return i.next();
        });
        t("iterable foreach", () -> {
            StringBuilder sb = new StringBuilder();
            Iterable<Integer> it = () -> List.of(1, 2, 3).iterator();
            it.forEach(sb::append);
            for (int x : it) sb.append(x * 2);
            it.spliterator().forEachRemaining(x -> sb.append('s'));
            return sb;
        });
        t("enumeration", () -> Collections.list(Collections.enumeration(List.of(1, 2))) + " " + new Vector<>(List.of("v")).elements().nextElement());
        t("unary", () -> UnaryOperator.<Integer>identity().andThen(x -> x + 1).compose((String s) -> s.length()).apply("four") + " " + BinaryOperator.minBy(Comparator.<Integer>naturalOrder()).apply(3, 2) + " " + Predicate.not(String::isEmpty).test("") + " " + Predicate.isEqual("a").test("a"));
        EnumMap<Thread.State, List<Integer>> em = new EnumMap<>(Thread.State.class);
        for (int i = 0; i < 12; i++) em.computeIfAbsent(Thread.State.values()[i * 5 % 6], k -> new ArrayList<>()).add(i);
        em.remove(Thread.State.NEW);
        System.out.println(em + " " + EnumSet.complementOf(EnumSet.copyOf(em.keySet())));
        System.out.println("done Comparators");
    }
}
