import java.lang.reflect.Method;
import java.util.*;
import java.util.function.*;

/** Bridges in deep generic hierarchies: covariant returns in several steps, interfaces with the same erasure, generic varargs, enum and record bridges, abstract bridges. */
public class GenericBridges {
    interface Src<T> {
        T get();
    }

    interface NumSrc<N extends Number> extends Src<N> {
        N get();
    }

    static abstract class Mid<I extends Integer> implements NumSrc<I> {
        public abstract I get();
    }

    static class Leaf extends Mid<Integer> {
        public Integer get() {
            return 42;
        }
    }

    interface Visitor<R> {
        R visitNum(int n);

        R visitAdd(Ex a, Ex b);
    }

    interface Ex {
        <R> R accept(Visitor<R> v);
    }

    static Ex num(int n) {
        return new Ex() {
            public <R> R accept(Visitor<R> v) {
                return v.visitNum(n);
            }
        };
    }

    static Ex add(Ex a, Ex b) {
        return new Ex() {
            public <R> R accept(Visitor<R> v) {
                return v.visitAdd(a, b);
            }
        };
    }

    static class Eval implements Visitor<Integer> {
        public Integer visitNum(int n) {
            return n;
        }

        public Integer visitAdd(Ex a, Ex b) {
            return a.accept(this) + b.accept(this);
        }
    }

    static class Show implements Visitor<String> {
        public String visitNum(int n) {
            return "" + n;
        }

        public String visitAdd(Ex a, Ex b) {
            return "(" + a.accept(this) + "+" + b.accept(this) + ")";
        }
    }

    static class Cell<T extends Comparable<T>> implements Comparable<Cell<T>> {
        T v;

        Cell(T v) {
            this.v = v;
        }

        @Override
        public int compareTo(Cell<T> o) {
            return v.compareTo(o.v);
        }
    }

    static abstract class Builder<S extends Builder<S>> {
        StringBuilder sb = new StringBuilder();

        abstract S self();

        S add(Object o) {
            sb.append(o);
            return self();
        }
    }

    static class MyBuilder extends Builder<MyBuilder> {
        MyBuilder self() {
            return this;
        }

        MyBuilder twice(Object o) {
            return add(o).add(o);
        }
    }

    interface Conv<A, B> {
        B conv(A a);
    }

    static class Multi implements Conv<String, Integer>, Supplier<List<? extends Number>>, Callback<Map<String, int[]>> {
        public Integer conv(String s) {
            return s.length();
        }

        public ArrayList<Integer> get() {
            return new ArrayList<>(List.of(1));
        }

        public void call(Map<String, int[]> m) {
            m.put("k", new int[]{9});
        }
    }

    interface Callback<T> {
        void call(T t);
    }

    static class Parent {
        Object make() throws Exception {
            return "parent";
        }

        protected Number num() {
            return 1;
        }
    }

    static class Kid extends Parent {
        @Override
        public String make() {
            return "kid";
        }

        @Override
        public Integer num() {
            return 2;
        }
    }

    record Box<T>(T t) implements Supplier<T> {
        public T get() {
            return t;
        }
    }

    enum Fn implements UnaryOperator<String> {
        UP {
            public String apply(String s) {
                return s.toUpperCase();
            }
        }
    }

    @SafeVarargs
    static <T> int count(T... ts) {
        return ts.length;
    }

    static void bridges(Class<?> c) {
        TreeSet<String> r = new TreeSet<>();
        for (Method m : c.getDeclaredMethods()) if (m.isBridge()) r.add(m.getReturnType().getSimpleName() + " " + m.getName() + Arrays.toString(m.getParameterTypes()));
        System.out.println(c.getSimpleName() + " bridges " + r);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void main(String[] args) throws Exception {
        Leaf l = new Leaf();
        Src<Integer> s = l;
        NumSrc<Integer> n = l;
        Mid<Integer> m = l;
        System.out.println(s.get() + n.get() + m.get() + l.get());
        Ex e = add(num(1), add(num(2), num(3)));
        System.out.println(e.accept(new Show()) + "=" + e.accept(new Eval()));
        Cell<String>[] cs = new Cell[]{new Cell<>("b"), new Cell<>("a")};
        Arrays.sort(cs);
        System.out.println(cs[0].v);
        System.out.println(new MyBuilder().add(1).twice("x").add(2.5).sb);
        Multi mu = new Multi();
        Map<String, int[]> map = new HashMap<>();
        mu.call(map);
        System.out.println(mu.conv("four") + "" + ((Supplier) mu).get() + map.get("k")[0]);
        for (Runnable r : new Runnable[]{() -> ((Conv) mu).conv(5), () -> ((Callback) mu).call("x"), () -> ((Comparable) cs[0]).compareTo("s")}) {
            try {
                r.run();
            } catch (ClassCastException x) {
                System.out.println(x.getMessage());
            }
        }
        Parent p = new Kid();
        System.out.println(p.make() + "" + p.num());
        System.out.println(new Box<>(7).get() + Fn.UP.apply("up") + count(1, "a") + count((Object[]) new String[3]));
        Function<Object, Object> raw = (Function) Fn.UP;
        try {
            raw.apply(1);
        } catch (ClassCastException x) {
            System.out.println("cce enum");
        }
        for (Class<?> c : new Class<?>[]{Leaf.class, Mid.class, Eval.class, Cell.class, MyBuilder.class, Multi.class, Kid.class, Box.class, Fn.UP.getClass()}) bridges(c);
        System.out.println(Kid.class.getMethod("make").getReturnType() + " " + Leaf.class.getMethod("get").getReturnType());
        System.out.println("done GenericBridges");
    }
}
