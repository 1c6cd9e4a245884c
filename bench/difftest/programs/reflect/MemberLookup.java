import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** Which members getMethods, getFields and their kin find: interfaces and superclasses, overriding with covariant returns, diamonds, statics, hidden fields, bridges; generic strings of all members. */
public class MemberLookup {
    public interface A {
        int K = 1;
        default String d() { return "A.d"; }
        Object cov();
        static String st() { return "A.st"; }
        default void only() {}
    }

    public interface B extends A {
        int K = 2;
        default String d() { return "B.d"; }
        Number cov();
    }

    public interface C extends A {
        String K2 = "c";
        Comparable<?> cov();
        void abs() throws java.io.IOException;
    }

    public static abstract class Base<T> implements C {
        public int f = 1;
        protected int hidden = 2;
        public static long stat = 3;
        public T take(T t, List<? extends T> l) { return t; }
        protected void prot() {}
        void pack() {}
        private void priv() {}
        public static void s(Object o) {}
        public final synchronized strictfp double fin(int... xs) { return 0; }
        public native void nat();
    }

    public static class Der extends Base<String> implements B {
        public String f = "der";
        public Integer cov() { return 5; }
        public String take(String t, List<? extends String> l) { return t + "!"; }
        public static void s(Object o) {}
        public void abs() {}
        public <X extends Comparable<X> & Runnable, Y> Map<X, ? super Y[]> gen(X[] x, Y... ys) throws IllegalStateException, java.io.IOException { return null; }
        private Der(int x) {}
        public Der() {}
        protected <Z> Der(Z z, List<Z>... zs) throws Exception {}
    }

    static void list(String what, Stream<? extends Member> ms) {
        System.out.println("-- " + what);
        ms.filter(m -> m.getDeclaringClass() != Object.class).map(m -> (m instanceof Method x ? x.toGenericString() + (x.isBridge() ? " bridge" : "") + (x.isDefault() ? " default!" : "") : m instanceof Field f ? f.toGenericString() : ((Constructor<?>) m).toGenericString()).replace("MemberLookup$", "")).sorted().forEach(s -> System.out.println("  " + s));
    }

    static String find(Callable c) {
        try {
            return c.call().toString().replace("MemberLookup$", "");
        } catch (Exception e) {
            return e.toString().replace("MemberLookup$", "");
        }
    }

    interface Callable {
        Object call() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        for (Class<?> c : new Class<?>[]{A.class, B.class, C.class, Base.class, Der.class}) {
            list(c.getSimpleName() + " methods", Arrays.stream(c.getMethods()));
            list(c.getSimpleName() + " declared", Arrays.stream(c.getDeclaredMethods()));
            list(c.getSimpleName() + " fields", Stream.concat(Arrays.stream(c.getFields()), Arrays.stream(c.getDeclaredFields())).distinct());
        }
        list("constructors", Arrays.stream(Der.class.getDeclaredConstructors()));
        System.out.println(find(() -> Der.class.getMethod("cov")) + "; " + find(() -> Der.class.getMethod("d")) + "; " + find(() -> Der.class.getMethod("st")) + "; " + find(() -> A.class.getMethod("st")));
        System.out.println(find(() -> Der.class.getMethod("prot")) + "; " + find(() -> Der.class.getDeclaredMethod("pack")) + "; " + find(() -> Base.class.getDeclaredMethod("pack")) + "; " + find(() -> Der.class.getMethod("take", Object.class, List.class)) + "; " + find(() -> Der.class.getMethod("take", String.class, List.class)));
        System.out.println(find(() -> Der.class.getField("f")) + "; " + find(() -> Der.class.getField("K")) + "; " + find(() -> Der.class.getField("hidden")) + "; " + find(() -> Der.class.getField("stat")) + "; " + find(() -> B.class.getField("K")) + "; " + find(() -> Der.class.getDeclaredField("stat")));
        System.out.println(find(() -> Der.class.getConstructor(int.class)) + "; " + find(() -> Der.class.getDeclaredConstructor(int.class)) + "; " + find(() -> Base.class.getMethod("fin", int[].class)) + "; " + find(() -> Base.class.getMethod("fin")) + "; " + find(() -> Der.class.getMethod(null)) + "; " + find(() -> int[].class.getMethod("clone")) + "; " + find(() -> int[].class.getMethod("hashCode")));
        Der d = new Der();
        System.out.println(Base.class.getField("f").get(d) + " " + Der.class.getField("f").get(d) + " " + A.class.getMethod("d").invoke(d) + " " + Base.class.getMethod("take", Object.class, List.class).invoke(d, "x", null) + " " + A.class.getMethod("cov").invoke(d) + " " + A.class.getMethod("st").invoke(null));
        System.out.println(Base.class.getMethod("take", Object.class, List.class).equals(Base.class.getMethod("take", Object.class, List.class)) + " " + (Base.class.getMethod("take", Object.class, List.class) == Base.class.getMethod("take", Object.class, List.class)) + " " + Base.class.getMethod("nat").hashCode() + " " + Base.class.getField("f").equals(Der.class.getField("f")));
        try {
            new Der().nat();
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Arrays.stream(Thread.State.class.getMethods()).filter(m -> m.getDeclaringClass() == Thread.State.class).map(Method::getName).sorted().toList() + " " + Arrays.stream(List.class.getMethods()).map(Method::getName).distinct().count() + " " + Arrays.stream(ArrayList.class.getMethods()).filter(m -> m.getName().equals("stream")).count());
        System.out.println("done MemberLookup");
    }
}
