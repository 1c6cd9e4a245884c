import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** Annotations: all element kinds, defaults, inheritance, repeatable, containers, parameters, equality, toString. */
public class Annotations {
    enum Lvl { LO, HI }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Nested {
        int v() default 1;
        String[] names() default {};
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface All {
        boolean z() default true;
        byte b() default 1;
        short s() default 2;
        char c() default 'c';
        int i() default 4;
        long j() default 5L;
        float f() default 6.5f;
        double d() default Double.NaN;
        String str() default "q\"uo\\te";
        Class<?> cls() default int[].class;
        Lvl lvl() default Lvl.LO;
        Nested nested() default @Nested;
        int[] ia() default {1, 2};
        String[] sa() default {"x"};
        Class<?>[] ca() default {void.class, String.class, Map.Entry.class};
        Lvl[] la() default {Lvl.HI, Lvl.LO};
        Nested[] na() default {@Nested(v = 2), @Nested(names = {"a", "b"})};
        char[] chars() default {'\n', '\'', '\u4e2d'};
        double[] da() default {0.0, -0.0, Double.POSITIVE_INFINITY};
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Inh {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Tags.class)
    @interface Tag {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Tags {
        Tag[] value();
    }

    @Retention(RetentionPolicy.CLASS)
    @interface Gone {}

    @Retention(RetentionPolicy.SOURCE)
    @interface Src {}

    @All
    @Inh("base")
    @Tag("t1")
    static class Base {
        @Deprecated(since = "9", forRemoval = true)
        int f;

        void m(@Tag("p0") int a, String b, @Inh("p2") @Tag("x") @Tag("y") long c) {}

        @Tag("c")
        Base() {}
    }

    @Gone
    @Src
    @Tag("a")
    @Tag("b")
    @Tag("c")
    static class Sub extends Base {
        @Override
        void m(int a, String b, long c) {}
    }

    @All(z = false, i = Integer.MIN_VALUE, str = "over", ia = {}, cls = Sub.class, nested = @Nested(v = 9), lvl = Lvl.HI, sa = "single", d = 1.5, c = '\'')
    static class Over {}

    /** Members in order of name: toString shows them in the order of the reflected methods, which no specification fixes. */
    static void members(Annotation a) throws Exception {
        TreeMap<String, Object> m = new TreeMap<>();
        for (Method e : a.annotationType().getDeclaredMethods()) m.put(e.getName(), e.invoke(a));
        m.forEach((k, v) -> System.out.println("  " + k + "=" + (v.getClass().isArray() ? Arrays.deepToString(new Object[]{v}) : v)));
    }

    public static void main(String[] args) throws Exception {
        All a = Base.class.getAnnotation(All.class);
        members(a);
        members(Over.class.getAnnotation(All.class));
        System.out.println(a.z() + " " + a.b() + " " + a.s() + " " + a.c() + " " + a.i() + " " + a.j() + " " + a.f() + " " + a.d() + " " + a.str() + " " + a.cls() + " " + a.lvl()
            + " " + a.nested().v() + " " + Arrays.toString(a.ia()) + Arrays.toString(a.ca()) + a.na()[1].names()[1]);
        a.ia()[0] = 99;
        System.out.println(a.ia()[0]);
        System.out.println(a.annotationType() + " " + a.equals(Base.class.getAnnotation(All.class)) + " " + a.equals(Over.class.getAnnotation(All.class)) + " "
            + (a.hashCode() == Base.class.getAnnotation(All.class).hashCode()));
        System.out.println(Base.class.getAnnotation(Inh.class).hashCode() + " " + Sub.class.getAnnotation(Tags.class).value()[0].hashCode());
        System.out.println(Arrays.toString(Sub.class.getAnnotations()));
        System.out.println(Arrays.toString(Sub.class.getDeclaredAnnotations()));
        System.out.println(Sub.class.getAnnotation(Tag.class) + " " + Arrays.toString(Sub.class.getAnnotationsByType(Tag.class)) + " " + Arrays.toString(Base.class.getAnnotationsByType(Tag.class)));
        System.out.println(Sub.class.isAnnotationPresent(Inh.class) + " " + Sub.class.getDeclaredAnnotation(Inh.class) + " " + Sub.class.isAnnotationPresent(Gone.class));
        Method m = Base.class.getDeclaredMethod("m", int.class, String.class, long.class);
        System.out.println(Arrays.deepToString(m.getParameterAnnotations()));
        System.out.println(Arrays.deepToString(Sub.class.getDeclaredMethod("m", int.class, String.class, long.class).getParameterAnnotations()));
        System.out.println(Base.class.getDeclaredField("f").getAnnotation(Deprecated.class));
        System.out.println(Base.class.getDeclaredConstructor().getAnnotation(Tag.class).value());
        for (Method e : All.class.getDeclaredMethods()) if (e.getName().length() == 1) sorted.add(e.getName() + "=" + e.getDefaultValue());
        System.out.println(sorted);
        System.out.println(All.class.isAnnotation() + " " + Arrays.toString(All.class.getInterfaces()) + " " + Proxy.isProxyClass(a.getClass()) + " " + Inh.class.getAnnotations().length);
        System.out.println(All.class.getMethod("ca").getDefaultValue().getClass() + " " + Inh.class.getMethod("value").getDefaultValue());
        @Tag("local")
        class Local {}
        System.out.println(Arrays.toString(Local.class.getAnnotations()));
        System.out.println(Arrays.toString(Lvl.class.getAnnotations()) + Arrays.toString(FunctionalInterface.class.getAnnotations()));
        System.out.println(Runnable.class.getAnnotation(FunctionalInterface.class));
        try {
            Base.class.getAnnotation(null);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        System.out.println("done Annotations");
    }

    static TreeSet<String> sorted = new TreeSet<>();
}
