import java.util.function.*;

/** Lambdas whose interfaces need bridges or specialized descriptors; intersection targets; generic methods in interfaces. */
public class LambdaBridges {
    interface Base<T> {
        Object f(T t);
    }

    interface StrBase extends Base<String> {
        String f(String s);
    }

    interface NumFn<N extends Number> {
        N get(N n);
    }

    interface IntNum extends NumFn<Integer> {
        Integer get(Integer i);
    }

    interface A {
        Object m(String s);
    }

    interface B {
        Object m(String s);
    }

    interface AB extends A, B {}

    interface Chain {
        int go(int x);

        default Chain then(Chain o) {
            return x -> o.go(go(x));
        }

        static Chain id() {
            return x -> x;
        }
    }

    interface ObjLike {
        String toString();

        boolean equals(Object o);

        int only();
    }

    static abstract class Holder<T> {
        Supplier<T> s = this::make;

        abstract T make();
    }

    static <T extends Comparable<T> & java.io.Serializable> Supplier<T> inter(T t) {
        return () -> t;
    }

    static <T extends Runnable & Supplier<String>> Supplier<String> viaInter(T t) {
        return t::get;
    }

    static class RS implements Runnable, Supplier<String> {
        public void run() {}

        public String get() {
            return "rs";
        }
    }

    static void over(Runnable r) {
        System.out.println("Runnable");
        r.run();
    }

    static <T> T over(java.util.concurrent.Callable<T> c) throws Exception {
        System.out.println("Callable");
        return c.call();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void main(String[] args) throws Exception {
        StrBase sb = s -> s + "!";
        System.out.println(sb.f("a"));
        System.out.println(((Base<String>) sb).f("b"));
        Base raw = sb;
        try {
            raw.f(1);
        } catch (ClassCastException e) {
            System.out.println("cce raw");
        }
        IntNum in = i -> i + 1;
        System.out.println(in.get(4));
        System.out.println(((NumFn<Integer>) in).get(5));
        try {
            ((NumFn) in).get(2.5);
        } catch (ClassCastException e) {
            System.out.println("cce num");
        }
        AB ab = s -> s.length();
        A a = ab;
        B b = ab;
        System.out.println(a.m("xx") + " " + b.m("yyy"));
        Chain c = Chain.id();
        for (int i = 0; i < 10; i++) {
            int k = i;
            c = c.then(x -> x + k).then(x -> x * 2);
        }
        System.out.println(c.go(1));
        ObjLike ol = () -> 42;
        System.out.println(ol.only() + " " + ol.equals(ol) + " " + ol.toString().startsWith("LambdaBridges$$Lambda"));
        Holder<String> h = new Holder<>() {
            int n = 3;

            String make() {
                return "made" + n;
            }
        };
        System.out.println(h.s.get());
        System.out.println(inter("cmp").get() + inter(5).get());
        System.out.println(viaInter(new RS()).get());
        over(() -> {});
        System.out.println(over(() -> "call"));
        Function f = (Function<String, Integer>) String::length;
        try {
            f.apply(7);
        } catch (ClassCastException e) {
            System.out.println("cce lambda arg");
        }
        Supplier<int[]> arr = new int[]{1, 2}::clone;
        System.out.println(arr.get()[1]);
        Function<Integer, int[][]> mk = int[][]::new;
        System.out.println(mk.apply(2)[0] == null);
        Supplier<Supplier<Supplier<String>>> deep = () -> () -> () -> "d";
        System.out.println(deep.get().get().get());
        Runnable[] rs = new Runnable[5];
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < rs.length; i++) {
            int j = i;
            rs[i] = () -> out.append(j);
        }
        for (Runnable r : rs) r.run();
        System.out.println(out);
        boolean same = true;
        Runnable prev = null;
        for (int i = 0; i < 3; i++) {
            Runnable r = () -> {};
            if (prev != null) same &= r == prev;
            prev = r;
        }
        System.out.println("non-capturing is one object: " + same);
        System.out.println("done LambdaBridges");
    }
}
