// difftest: gc-every=20000
import java.util.*;
import java.util.function.*;

/** Overload resolution in three phases, most specific methods, varargs, generics, lambdas, hidden and inherited candidates. */
public class Overloads {
    static String f(int x) { return "int"; }
    static String f(long x) { return "long"; }
    static String f(double x) { return "double"; }
    static String f(Integer x) { return "Integer"; }
    static String f(Object x) { return "Object"; }
    static String f(int... x) { return "int..." + x.length; }

    static String g(long x) { return "long"; }
    static String g(Integer x) { return "Integer"; }
    static String g(Object... x) { return "Object..." + (x == null ? "null" : x.length); }

    static String h(Object o) { return "Object"; }
    static String h(String s) { return "String"; }
    static String h(CharSequence s) { return "CharSequence"; }
    static String h(Object[] s) { return "Object[]"; }

    static String m(List<?> l) { return "List"; }
    static String m(Collection<?> l) { return "Collection"; }
    static <T extends Comparable<T>> String m(T t) { return "Comparable"; }
    static String m(Object o, Object... rest) { return "rest " + rest.length; }

    static String fn(Runnable r) { return "Runnable"; }
    static <T> String fn(Supplier<T> r) { return "Supplier"; }
    static String fi(IntFunction<?> r) { return "IntFunction"; }
    static String fi(Function<String, ?> r, int... dummy) { return "Function"; }
    static String fo(ToIntFunction<String> r) { return "ToInt"; }
    static String fo(ToLongFunction<String> r, Object... dummy) { return "ToLong"; }

    static String c(char x) { return "char"; }
    static String c(int x) { return "int"; }
    static String v(byte... x) { return "byte..."; }
    static String v(int... x) { return "int..."; }
    static String v(Object x, int... y) { return "Object,int..."; }

    static class Base {
        String over(Object o) { return "Base.Object"; }
        String over(Base b) { return "Base.Base"; }
        static String stat(Object o) { return "Base.stat"; }
    }

    static class Derived extends Base {
        @Override String over(Object o) { return "Derived.Object"; }
        String over(Derived d) { return "Derived.Derived"; }
        static String stat(String o) { return "Derived.stat"; }
    }

    static class Gen<T> {
        String put(T t) { return "T"; }
        String put(String s) { return "String"; }
        String put(T t, Object o) { return "T,Object"; }
    }

    static String bounded(Number n) { return "Number"; }
    static <T extends Comparable<T>> String bounded(T n) { return "Comparable"; }

    public static void main(String[] args) {
        byte b = 1;
        short s = 2;
        char ch = 'c';
        System.out.println(f(b) + " " + f(s) + " " + f(ch) + " " + f(1) + " " + f(1L) + " " + f(1f) + " " + f(1.0) + " " + f((Integer) 1) + " " + f("s") + " " + f() + " " + f(1, 2) + " " + f(Long.valueOf(3)) + " " + f((Object) 1) + " " + f(new int[3]));
        System.out.println(g(b) + " " + g(1) + " " + g(Integer.valueOf(1)) + " " + g('c') + " " + g("x") + " " + g((Object[]) null) + " " + g((Object) null) + " " + g(1.0) + " " + g(new String[]{"a", "b"}) + " " + g((Object) new String[2]));
        System.out.println(h("s") + " " + h((Object) "s") + " " + h(new StringBuilder()) + " " + h(new String[0]) + " " + h(new int[0]) + " " + h((CharSequence) "s") + " " + h(1));
        System.out.println(m(new ArrayList<>()) + " " + m(new HashSet<>()) + " " + m("text") + " " + m(new Object()) + " " + m("a", "b") + " " + m(5) + " " + m(1, 2, 3));
        System.out.println(fn(() -> { }) + " " + fn(() -> 1) + " " + fn(() -> { throw new IllegalStateException(); }) + " " + fn(() -> { while (true); }) + " " + fi(x -> x) + " " + fi(String::length) + " " + fo(String::length));
        System.out.println(c('x') + " " + c('x' + 1) + " " + c((char) 3) + " " + c(b) + " " + c(s) + " " + v("s", 1));
        Base bd = new Derived();
        Derived d = new Derived();
        System.out.println(bd.over(bd) + " " + bd.over(d) + " " + d.over(d) + " " + d.over(bd) + " " + bd.over("s") + " " + d.over((Base) d) + " " + d.over((Object) d) + " " + Derived.stat("s") + " " + Derived.stat((Object) "s"));
        Gen<Integer> gi = new Gen<>();
        Gen<CharSequence> gc = new Gen<>();
        System.out.println(gi.put(1) + " " + gi.put("s") + " " + gc.put("s") + " " + gc.put(new StringBuilder()) + " " + gi.put(1, "o") + " " + bounded("s") + " " + bounded((Number) 1));
        System.out.println(String.valueOf((Object) null) + " " + new StringBuilder().append('a' + 1).append((char) ('a' + 1)).append(new char[]{'x'}) + " " + Arrays.asList(1, 2).size() + " " + Arrays.asList(new int[]{1, 2}).size() + " " + Arrays.asList(new Integer[]{1, 2}).size());
        List<Integer> li = new ArrayList<>(List.of(5, 6, 7, 8));
        li.remove(1);
        li.remove((Integer) 8);
        System.out.println(li);
        BiFunction<Integer, Integer, Integer> mx = Math::max;
        Function<Integer, String> ts = Integer::toHexString;
        Supplier<List<String>> mk = ArrayList::new;
        Function<Integer, int[]> ma = int[]::new;
        System.out.println(mx.apply(3, 4) + ts.apply(255) + mk.get() + ma.apply(3).length);
        System.out.println("done Overloads");
    }
}
