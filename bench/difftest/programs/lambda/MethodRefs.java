import java.util.*;
import java.util.function.*;

/** Method references: static, bound, unbound, super, constructor, array constructor, varargs, boxing and widening adaptation. */
public class MethodRefs {
    String name;

    MethodRefs(String n) {
        name = n;
    }

    MethodRefs() {
        this("default");
    }

    static int len(Object o) {
        return o.toString().length();
    }

    String greet(String who) {
        return name + " greets " + who;
    }

    String hi() {
        return "hi from " + name;
    }

    private static String priv(int x) {
        return "priv" + x;
    }

    static String va(String a, Object... xs) {
        return a + xs.length;
    }

    static long widen(long l) {
        return l + 1;
    }

    static Integer boxed(Integer i) {
        return i * 2;
    }

    static class Sub extends MethodRefs {
        Sub() {
            super("sub");
        }

        String hi() {
            return "SUB";
        }

        Supplier<String> sup() {
            return super::hi;
        }

        Supplier<String> mine() {
            return this::hi;
        }
    }

    class Inner {
        int v;

        Inner(int v) {
            this.v = v;
        }

        Inner() {
            this(name.length());
        }
    }

    IntFunction<Inner> innerMaker() {
        return Inner::new;
    }

    interface VaFn {
        String f(String a, int b, long c);
    }

    interface Maker<T> {
        T make(String s);
    }

    static <T> List<T> gen(T t) {
        return new ArrayList<>(List.of(t, t));
    }

    static MethodRefs nul() {
        return null;
    }

    static int evals;

    static MethodRefs counted() {
        evals++;
        return new MethodRefs("e" + evals);
    }

    public static void main(String[] args) {
        ToIntFunction<String> f1 = MethodRefs::len;
        System.out.println(f1.applyAsInt("four"));
        MethodRefs m = new MethodRefs("bob");
        Function<String, String> f2 = m::greet;
        m = new MethodRefs("al");
        System.out.println(f2.apply("x"));
        BiFunction<MethodRefs, String, String> f3 = MethodRefs::greet;
        System.out.println(f3.apply(m, "y"));
        Function<MethodRefs, String> f4 = MethodRefs::hi;
        System.out.println(f4.apply(new Sub()));
        System.out.println(new Sub().sup().get() + " " + new Sub().mine().get());
        Supplier<MethodRefs> c0 = MethodRefs::new;
        Maker<MethodRefs> c1 = MethodRefs::new;
        System.out.println(c0.get().name + c1.make("made").name);
        System.out.println(m.innerMaker().apply(77).v);
        IntFunction<int[]> mkArr = int[]::new;
        Function<Integer, String[][]> mkArr2 = String[][]::new;
        System.out.println(mkArr.apply(5).length + mkArr2.apply(6).getClass().getName());
        IntFunction<String> p = MethodRefs::priv;
        System.out.println(p.apply(3));
        VaFn va = MethodRefs::va;
        System.out.println(va.f("a", 1, 2L));
        UnaryOperator<String> va0 = MethodRefs::va;
        System.out.println(va0.apply("none"));
        IntToLongFunction w = MethodRefs::widen;
        ToLongFunction<Integer> w2 = MethodRefs::widen;
        System.out.println(w.applyAsLong(1) + w2.applyAsLong(2));
        IntUnaryOperator ub = MethodRefs::boxed;
        IntFunction<Object> ub2 = MethodRefs::boxed;
        IntToDoubleFunction ub3 = MethodRefs::boxed;
        System.out.println(ub.applyAsInt(4) + " " + ub2.apply(5) + " " + ub3.applyAsDouble(6));
        Consumer<String> discard = MethodRefs::len;
        discard.accept("x");
        Function<String, List<String>> g = MethodRefs::<String>gen;
        System.out.println(g.apply("t"));
        Supplier<List<String>> al = ArrayList::new;
        Function<Collection<Integer>, List<Integer>> al2 = ArrayList<Integer>::new;
        System.out.println(al.get() + "" + al2.apply(Set.of(1)));
        Comparator<String> cmp = String::compareToIgnoreCase;
        System.out.println(cmp.compare("ABC", "abd"));
        Supplier<String> ev = counted()::hi;
        ev.get();
        System.out.println(ev.get() + evals);
        try {
            Supplier<String> bad = nul()::hi;
            System.out.println("not reached");
        } catch (NullPointerException e) {
            System.out.println("npe at capture");
        }
        Function<MethodRefs, String> lateNull = MethodRefs::hi;
        try {
            lateNull.apply(null);
        } catch (NullPointerException e) {
            System.out.println("npe at call");
        }
        int[] ia = {1, 2, 3};
        Supplier<int[]> cl = ia::clone;
        System.out.println(cl.get().length + " " + (cl.get() != ia));
        Function<Object, Class<?>> gc = Object::getClass;
        System.out.println(gc.apply("s"));
        Function<Object, String> ts = Object::toString;
        System.out.println(ts.apply(List.of(1, 2)));
        Supplier<Iterator<String>> it = List.of("i1", "i2")::iterator;
        System.out.println(it.get().next());
        BiPredicate<Set<Integer>, Integer> has = Set::contains;
        System.out.println(has.test(Set.of(5), 5));
        Map<String, Integer> cnt = new TreeMap<>();
        for (String s : "a b a c b a".split(" ")) cnt.merge(s, 1, Integer::sum);
        System.out.println(cnt);
        Function<String, Integer> parse = Integer::parseInt;
        try {
            parse.apply("zz");
        } catch (NumberFormatException e) {
            System.out.println(e.getMessage());
        }
        Runnable rr = System.out::println;
        rr.run();
        Function<Integer, Function<Integer, Integer>> add = x -> y -> x + y;
        System.out.println(add.apply(3).apply(4));
        System.out.println("done MethodRefs");
    }
}
