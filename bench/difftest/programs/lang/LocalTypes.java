import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Local classes, records, enums and interfaces; static members of inner classes; captures by constructors, initializers and nested lambdas; shadowed names at every level. */
public class LocalTypes {
    static String log = "";
    final String name;

    LocalTypes(String name) {
        this.name = name;
    }

    class Inner {
        static int made;
        static final String K = "k";
        final int id = ++made;

        record Pair(int a, String b) {
            static Pair of(int a) {
                return new Pair(a, K + made);
            }
        }

        enum State { ON, OFF; State flip() { return values()[1 - ordinal()]; } }

        class Deeper {
            String name = "deeper";

            class Deepest {
                String all() {
                    return name + "," + LocalTypes.this.name + "," + Inner.this.id + "," + Deeper.this.name;
                }
            }
        }
    }

    static <T> List<T> topo(Map<T, List<T>> graph) {
        enum Mark { WHITE, GREY, BLACK }
        record Frame<T>(T node, Iterator<T> rest) {}
        Map<T, Mark> marks = new HashMap<>();
        List<T> out = new ArrayList<>();
        for (T start : graph.keySet()) {
            Deque<Frame<T>> stack = new ArrayDeque<>();
            if (marks.getOrDefault(start, Mark.WHITE) != Mark.WHITE) continue;
            marks.put(start, Mark.GREY);
            stack.push(new Frame<>(start, graph.get(start).iterator()));
            while (!stack.isEmpty()) {
                Frame<T> f = stack.peek();
                if (!f.rest().hasNext()) {
                    marks.put(f.node(), Mark.BLACK);
                    out.add(f.node());
                    stack.pop();
                    continue;
                }
                T next = f.rest().next();
                switch (marks.getOrDefault(next, Mark.WHITE)) {
                    case WHITE -> {
                        marks.put(next, Mark.GREY);
                        stack.push(new Frame<>(next, graph.getOrDefault(next, List.of()).iterator()));
                    }
                    case GREY -> throw new IllegalStateException("cycle through " + next);
                    case BLACK -> { }
                }
            }
        }
        return out;
    }

    Supplier<String> captures(int a, long b, double c, String d) {
        int shadow = a * 2;
        class Local {
            final int own;
            { log += "init" + shadow + ";"; }

            Local(int own) {
                this.own = own;
                log += "ctor" + own + d + ";";
            }

            Local next() {
                return new Local(own + 1);
            }

            Supplier<String> more(int shadow) {
                return () -> {
                    Supplier<String> inner = () -> own + "/" + shadow + "/" + a + b + c + d + name;
                    return inner.get();
                };
            }
        }
        return new Local(5).next().next().more(77);
    }

    static int fact(int n) {
        interface Self { int call(Self s, int n); }
        Self s = (self, k) -> k < 2 ? 1 : k * self.call(self, k - 1);
        return s.call(s, n);
    }

    static Object anon(int x) {
        return new Object() {
            int y = x + 1;
            final List<Integer> seen = new ArrayList<>() {
                {
                    add(x);
                    add(y);
                }

                @Override
                public String toString() {
                    return "anon" + super.toString() + size();
                }
            };

            @Override
            public String toString() {
                return seen.toString() + getClass().getName();
            }
        };
    }

    public static void main(String[] args) {
        LocalTypes o = new LocalTypes("outer");
        LocalTypes.Inner i1 = o.new Inner(), i2 = new LocalTypes("second").new Inner();
        System.out.println(i1.id + " " + i2.id + " " + Inner.made + " " + Inner.Pair.of(3) + " " + Inner.State.ON.flip() + " " + Inner.Pair.class.getName());
        LocalTypes.Inner.Deeper.Deepest d = i2.new Deeper().new Deepest();
        System.out.println(d.all() + " " + d.getClass().getName() + " " + d.getClass().getEnclosingClass().getSimpleName());
        Map<String, List<String>> g = new TreeMap<>();
        g.put("shirt", List.of("tie", "belt"));
        g.put("tie", List.of("jacket"));
        g.put("trousers", List.of("shoes", "belt"));
        g.put("belt", List.of("jacket"));
        g.put("socks", List.of("shoes"));
        System.out.println(topo(g));
        g.put("jacket", List.of("shirt"));
        try {
            topo(g);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(o.captures(1, 2L, 0.5, "s").get() + " " + log);
        System.out.println(fact(10) + " " + anon(4));
        record Point(int x, int y) implements Comparable<Point> {
            static final Point ORIGIN = new Point(0, 0);
            Point {
                if (x < 0) throw new IllegalArgumentException("x " + x);
            }

            Point(int both) {
                this(both, both);
            }

            public int compareTo(Point p) {
                return Comparator.comparingInt(Point::x).thenComparingInt(Point::y).compare(this, p);
            }
        }
        System.out.println(Stream.of(new Point(3), new Point(1, 9), Point.ORIGIN, new Point(1, 2)).sorted().map(Point::toString).collect(Collectors.joining(" ")));
        try {
            new Point(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e);
        }
        System.out.println(Point.class.isLocalClass() + " " + Point.class.getEnclosingMethod().getName() + " " + Point.class.getName() + " " + java.lang.reflect.Modifier.toString(Point.class.getModifiers()) + " " + anon(1).getClass().isAnonymousClass());
        List<Supplier<Integer>> sups = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int k = i * i;
            class Holder implements Supplier<Integer> {
                public Integer get() {
                    return k;
                }
            }
            sups.add(new Holder());
            sups.add(() -> k + 100);
        }
        System.out.println(sups.stream().map(Supplier::get).toList());
        System.out.println("done LocalTypes");
    }
}
