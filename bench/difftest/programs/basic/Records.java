import java.util.List;
import java.util.Objects;

/** Records: accessors, canonical and compact constructors, equals/hashCode/toString of every component type, nesting. */
public class Records {
    record Point(int x, int y) {
        static final Point ORIGIN = new Point(0, 0);

        Point {
            if (x < -1000) throw new IllegalArgumentException("x too small: " + x);
        }

        Point(int both) {
            this(both, both);
        }

        double dist(Point o) {
            return Math.sqrt((x - o.x) * (x - o.x) + (y - o.y) * (y - o.y));
        }

        Point plus(Point o) {
            return new Point(x + o.x, y + o.y);
        }
    }

    record All(boolean z, byte b, short s, char c, int i, long j, float f, double d, String str, int[] arr, Object o) {}

    record Pair<A, B>(A a, B b) {
        static <T> Pair<T, T> twin(T t) {
            return new Pair<>(t, t);
        }
    }

    record Empty() {}

    record Custom(String name) implements Comparable<Custom> {
        public String name() {
            return name.toUpperCase();
        }

        public int compareTo(Custom o) {
            return name.compareTo(o.name);
        }

        @Override
        public String toString() {
            return "C(" + name + ")";
        }
    }

    record Var(int... xs) {
        int sum() {
            int s = 0;
            for (int x : xs) s += x;
            return s;
        }
    }

    record Tree(int v, Tree l, Tree r) {
        int sum() {
            return v + (l == null ? 0 : l.sum()) + (r == null ? 0 : r.sum());
        }
    }

    public static void main(String[] args) {
        Point p = new Point(3, 4);
        System.out.println(p);
        System.out.println(p.x() + p.y());
        System.out.println(p.equals(new Point(3, 4)));
        System.out.println(p.equals(new Point(4)));
        System.out.println(p.equals("x"));
        System.out.println(p.hashCode());
        System.out.println(p.dist(Point.ORIGIN));
        System.out.println(p.plus(new Point(10)));
        try {
            new Point(-2000, 0);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        int[] arr = {1};
        All a = new All(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.5, "s", arr, null);
        All b = new All(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.5, "s", arr, null);
        System.out.println(a.equals(b));
        System.out.println(a.equals(new All(true, (byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.5, "s", new int[]{1}, null)));
        System.out.println(a.toString().replaceAll("@[0-9a-f]+", "@"));
        All noArr = new All(false, (byte) -1, (short) -2, 'd', -4, -5L, -0f, Double.NaN, "t", null, List.of(1));
        System.out.println(noArr);
        System.out.println(noArr.hashCode());
        System.out.println(noArr.equals(new All(false, (byte) -1, (short) -2, 'd', -4, -5L, -0f, Double.NaN, "t", null, List.of(1))));
        System.out.println(noArr.equals(new All(false, (byte) -1, (short) -2, 'd', -4, -5L, 0f, Double.NaN, "t", null, List.of(1))));
        System.out.println(new Pair<>("k", 1));
        System.out.println(Pair.twin(p).equals(Pair.twin(new Point(3, 4))));
        System.out.println(new Pair<>(null, null).hashCode());
        System.out.println(new Empty());
        System.out.println(new Empty().equals(new Empty()));
        System.out.println(new Empty().hashCode());
        System.out.println(new Custom("bob").name());
        System.out.println(new Custom("bob"));
        System.out.println(new Custom("bob").equals(new Custom("bob")));
        System.out.println(new Custom("a").compareTo(new Custom("b")));
        System.out.println(new Var(1, 2, 3).sum());
        System.out.println(new Tree(1, new Tree(2, null, null), new Tree(3, new Tree(4, null, null), null)).sum());
        System.out.println(new Tree(1, new Tree(2, null, null), null));
        record Local(long id, String n) {}
        System.out.println(new Local(1L << 40, "loc"));
        System.out.println(Objects.hash(1, "a", 2.5));
        System.out.println("done Records");
    }
}
