// difftest: gc-every=20000
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Annotations on types wherever the class file keeps them: supertypes, bounds, arrays, wildcards, nested types, receivers, throws, records. */
public class TypeAnnotations {
    @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(As.class)
    @interface A {
        String value() default "-";

        int[] n() default {};
    }

    @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
    @Retention(RetentionPolicy.RUNTIME)
    @interface As {
        A[] value();
    }

    @Target(ElementType.TYPE_USE)
    @Retention(RetentionPolicy.CLASS)
    @interface Invisible {}

    static class Outer<T> {
        class In<U> {}

        static class Nested {}
    }

    static abstract class Sub<@A("P") T extends @A("bound") Object & @A("bound2") Comparable<@A("arg") T>> extends @A("super") ArrayList<@A("elem") String> implements @A("i1") Runnable, @A("i2") Supplier<@A("w") List<? extends @A("wild") Number>> {
        @A("field") int @A("dim1") [] @A("dim2") [] arr;
        Map<@A("k") String, @A("v") List<@A("deep") Integer>> map;
        @A("o") Outer<@A("x") String>.@A("in") In<@A("y") Long> nested;
        Outer.@A("n") Nested stat;
        @A("r1") @A("r2") String twice;
        @Invisible String invisible;
        List<@A("star") ?> star;
        List<@A("low") ? super @A("lower") Integer> low;

        @A("ret") String method(@A("this") Sub<T> this, @A("p0") int a, List<@A("p1") String>[] b) throws @A("ex") Exception {
            return null;
        }

        <@A("M") E extends @A("Mb") Throwable> @A("E") E generic(E @A("va") ... es) throws E {
            return null;
        }

        @A("ctor") Sub(@A("cp") String s) {}
    }

    record Rec(@A(value = "comp", n = {1, 2}) String s, List<@A("in") String> l) {}

    static String ann(AnnotatedElement e) {
        StringBuilder sb = new StringBuilder();
        for (Annotation a : e.getAnnotations()) {
            if (a instanceof A x) sb.append("@").append(x.value()).append(x.n().length > 0 ? Arrays.toString(x.n()) : "");
            if (a instanceof As x) for (A y : x.value()) sb.append("@@").append(y.value());
        }
        return sb.toString();
    }

    static String show(AnnotatedType t) {
        if (t == null) return "null";
        String own = ann(t);
        if (t instanceof AnnotatedArrayType x) return show(x.getAnnotatedGenericComponentType()) + own + "[]";
        if (t instanceof AnnotatedParameterizedType x) {
            StringJoiner j = new StringJoiner(", ", "<", ">");
            for (AnnotatedType a : x.getAnnotatedActualTypeArguments()) j.add(show(a));
            return owner(t) + own + " " + ((Class<?>) ((ParameterizedType) x.getType()).getRawType()).getSimpleName() + j;
        }
        if (t instanceof AnnotatedWildcardType x) {
            StringBuilder sb = new StringBuilder(own + " ?");
            for (AnnotatedType a : x.getAnnotatedLowerBounds()) sb.append(" super ").append(show(a));
            for (AnnotatedType a : x.getAnnotatedUpperBounds()) sb.append(" extends ").append(show(a));
            return sb.toString();
        }
        if (t instanceof AnnotatedTypeVariable x) return own + " var " + x.getType();
        return owner(t) + own + " " + ((Class<?>) t.getType()).getSimpleName();
    }

    static String owner(AnnotatedType t) {
        AnnotatedType o = t.getAnnotatedOwnerType();
        return o == null || o.getType() == TypeAnnotations.class ? "" : "(" + show(o) + ").";
    }

    static void vars(String what, GenericDeclaration d) {
        for (TypeVariable<?> v : d.getTypeParameters()) {
            System.out.print(what + " " + ann(v) + " " + v.getName());
            for (AnnotatedType b : v.getAnnotatedBounds()) System.out.print(" : " + show(b));
            System.out.println();
        }
    }

    public static void main(String[] args) throws Exception {
        vars("class", Sub.class);
        System.out.println("super " + show(Sub.class.getAnnotatedSuperclass()));
        for (AnnotatedType t : Sub.class.getAnnotatedInterfaces()) System.out.println("interface " + show(t));
        for (String f : new String[]{"arr", "map", "nested", "stat", "twice", "invisible", "star", "low"}) {
            AnnotatedType t = Sub.class.getDeclaredField(f).getAnnotatedType();
            System.out.println(f + ": " + show(t) + " | " + t.toString().replace("TypeAnnotations$", "").replace("TypeAnnotations.", ""));
        }
        Method m = Sub.class.getDeclaredMethod("method", int.class, List[].class);
        System.out.println("method: " + show(m.getAnnotatedReturnType()) + " this " + show(m.getAnnotatedReceiverType()));
        for (AnnotatedType t : m.getAnnotatedParameterTypes()) System.out.println("  param " + show(t));
        for (AnnotatedType t : m.getAnnotatedExceptionTypes()) System.out.println("  throws " + show(t));
        for (Method g : Sub.class.getDeclaredMethods()) {
            if (!g.getName().equals("generic")) continue;
            vars("generic", g);
            System.out.println(show(g.getAnnotatedReturnType()) + " " + show(g.getAnnotatedParameterTypes()[0]) + " " + show(g.getAnnotatedExceptionTypes()[0]) + " " + g.isVarArgs());
        }
        Constructor<?> c = Sub.class.getDeclaredConstructor(String.class);
        System.out.println("ctor " + show(c.getAnnotatedReturnType()) + " " + show(c.getAnnotatedParameterTypes()[0]) + " " + show(c.getAnnotatedReceiverType()));
        for (RecordComponent rc : Rec.class.getRecordComponents()) System.out.println(rc.getName() + " " + show(rc.getAnnotatedType()) + " " + show(rc.getAccessor().getAnnotatedReturnType()) + " " + rc.getAnnotations().length);
        System.out.println(show(Rec.class.getDeclaredConstructors()[0].getAnnotatedParameterTypes()[0]) + " " + show(Rec.class.getDeclaredField("l").getAnnotatedType()));
        AnnotatedType t1 = Sub.class.getDeclaredField("map").getAnnotatedType(), t2 = Sub.class.getDeclaredField("map").getAnnotatedType();
        System.out.println(t1.equals(t2) + " " + (t1.hashCode() == t2.hashCode()) + " " + t1.equals(Sub.class.getDeclaredField("twice").getAnnotatedType()) + " " + show(Object.class.getAnnotatedSuperclass()) + " " + show(Runnable.class.getAnnotatedSuperclass()) + " " + show(int[].class.getAnnotatedSuperclass()) + " " + int[].class.getAnnotatedInterfaces().length);
        System.out.println("done TypeAnnotations");
    }
}
