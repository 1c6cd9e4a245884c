import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Generics after erasure: bridge methods, checkcasts at use, bounded types, wildcard capture, heap pollution. */
public class Generics {
    static abstract class Shape<T extends Shape<T>> implements Comparable<T> {
        abstract int area();

        public int compareTo(T o) {
            return Integer.compare(area(), o.area());
        }
    }

    static class Sq extends Shape<Sq> {
        int s;

        Sq(int s) {
            this.s = s;
        }

        int area() {
            return s * s;
        }
    }

    static class Box<T> {
        T v;

        Box(T v) {
            this.v = v;
        }

        T get() {
            return v;
        }

        void set(T t) {
            v = t;
        }

        <R> Box<R> with(R r) {
            return new Box<>(r);
        }
    }

    static class StrBox extends Box<String> {
        StrBox(String s) {
            super(s);
        }

        @Override
        String get() {
            return "<".concat(super.get()).concat(">");
        }

        @Override
        void set(String s) {
            super.set(s.concat("!"));
        }
    }

    static <T extends Comparable<? super T>> T max(List<? extends T> l) {
        T best = null;
        for (T t : l) if (best == null || t.compareTo(best) > 0) best = t;
        return best;
    }

    static void swapFirst(List<?> l) {
        swapHelper(l);
    }

    private static <E> void swapHelper(List<E> l) {
        E e = l.get(0);
        l.set(0, l.get(l.size() - 1));
        l.set(l.size() - 1, e);
    }

    @SafeVarargs
    static <T> List<T> listOf(T... ts) {
        List<T> r = new ArrayList<>();
        for (T t : ts) r.add(t);
        return r;
    }

    static <T> T[] arr(T... ts) {
        return ts;
    }

    static <T> T pick(T a, T b) {
        return a != null ? a : b;
    }

    public static void main(String[] args) {
        Box<String> b = new StrBox("x");
        System.out.println(b.get());
        b.set("y");
        System.out.println(b.get());
        @SuppressWarnings({"unchecked", "rawtypes"})
        Box<Object> raw = (Box) b;
        try {
            raw.set(1);
        } catch (ClassCastException e) {
            System.out.println("bridge cce");
        }
        raw.v = 17;
        try {
            System.out.println(b.v.length());
        } catch (ClassCastException e) {
            System.out.println("use cce");
        }
        try {
            String s = b.get();
        } catch (ClassCastException e) {
            System.out.println("get cce");
        }
        System.out.println(new Box<>(5).with("str").with(2.5).get());
        System.out.println(max(listOf(3, 9, 4)));
        System.out.println(max(listOf("pear", "apple")));
        System.out.println(max(listOf(new Sq(3), new Sq(7), new Sq(5))).s);
        List<Integer> li = listOf(1, 2, 3);
        swapFirst(li);
        System.out.println(li);
        String[] sa = arr("a", "b");
        System.out.println(sa.getClass().getSimpleName());
        System.out.println(arr(1, "x").getClass().getSimpleName());
        Comparator<Sq> c = new Comparator<Sq>() {
            @Override
            public int compare(Sq a, Sq b) {
                return b.s - a.s;
            }
        };
        List<Sq> sqs = listOf(new Sq(2), new Sq(8), new Sq(5));
        sqs.sort(c);
        for (Sq s : sqs) System.out.print(s.s);
        System.out.println();
        sqs.sort(null);
        for (Sq s : sqs) System.out.print(s.s);
        System.out.println();
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<String> polluted = (List) new ArrayList<>(li);
        Object o = polluted.get(0);
        System.out.println(o);
        try {
            for (String s : polluted) System.out.println(s);
        } catch (ClassCastException e) {
            System.out.println("iter cce");
        }
        int n = pick(null, 3);
        System.out.println(n);
        int bridges = 0;
        for (java.lang.reflect.Method m : StrBox.class.getDeclaredMethods()) if (m.isBridge() && m.isSynthetic()) bridges++;
        System.out.println(bridges);
        System.out.println("done Generics");
    }
}
