import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.Function;

/** Generic signatures: type variables, bounds, wildcards, parameterized owners, arrays, type annotations, methods and constructors. */
public class ReflectGenerics {
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER})
    @interface TA {
        String value() default "d";
    }

    static abstract class G<T extends Number & Comparable<? super T>, @TA("u") U, E extends Exception> extends AbstractList<Map<String, ? extends T[]>>
        implements Function<@TA("arg") U, @TA List<@TA("deep") ?>>, java.io.Serializable {
        T t;
        List<? super U>[] arr;
        Map.Entry<T, U> entry;
        Outer<String>.In<Integer> owner;
        @TA("f") String @TA("a1") [] @TA("a2") [] ann;
        int prim;

        <X extends T, Y extends List<X>> G(X x, Y y) throws E {}

        abstract <R, Q extends R> Map<R, ? super Q> meth(T t, R[] rs, List<?> any, int i, U... us) throws E, java.io.IOException;

        @TA("ret") String annotated(ReflectGenerics.@TA("p") G<T, U, E> this, @TA("q") List<@TA("in") String> l) throws @TA("thr") RuntimeException {
            return null;
        }
    }

    static class Outer<A> {
        class In<B> {
            A a;
            B b;
        }
    }

    record Rec<T>(List<T> l, T[] arr) {}

    static void anno(String what, AnnotatedType t) {
        System.out.println(what + ": " + t + " " + t.getClass().getInterfaces()[0].getSimpleName());
    }

    public static void main(String[] args) throws Exception {
        Class<?> g = G.class;
        System.out.println(g.toGenericString());
        for (TypeVariable<?> v : g.getTypeParameters()) {
            System.out.println(v + " " + Arrays.toString(v.getBounds()) + " " + v.getGenericDeclaration() + " " + Arrays.toString(v.getAnnotations()));
        }
        System.out.println(g.getGenericSuperclass());
        System.out.println(Arrays.toString(g.getGenericInterfaces()));
        for (Field f : g.getDeclaredFields()) {
            Type t = f.getGenericType();
            System.out.println(f.toGenericString() + " -> " + t.getClass().getSimpleName());
        }
        ParameterizedType own = (ParameterizedType) g.getDeclaredField("owner").getGenericType();
        System.out.println(own.getOwnerType() + " " + own.getRawType() + " " + Arrays.toString(own.getActualTypeArguments()));
        GenericArrayType ga = (GenericArrayType) g.getDeclaredField("arr").getGenericType();
        WildcardType w = (WildcardType) ((ParameterizedType) ga.getGenericComponentType()).getActualTypeArguments()[0];
        System.out.println(w + " " + Arrays.toString(w.getLowerBounds()) + Arrays.toString(w.getUpperBounds()));
        Method m = Arrays.stream(g.getDeclaredMethods()).filter(x -> x.getName().equals("meth")).findFirst().get();
        System.out.println(m.toGenericString());
        System.out.println(m);
        System.out.println(Arrays.toString(m.getGenericParameterTypes()) + " " + m.getGenericReturnType() + " " + Arrays.toString(m.getGenericExceptionTypes()));
        System.out.println(Arrays.toString(m.getTypeParameters()) + " " + m.getTypeParameters()[1].getBounds()[0]);
        for (Parameter p : m.getParameters()) System.out.println("  " + p + " " + p.isNamePresent() + " " + p.isVarArgs() + " " + p.getParameterizedType());
        m = g.getDeclaredMethod("annotated", List.class);
        anno("ret", m.getAnnotatedReturnType());
        anno("recv", m.getAnnotatedReceiverType());
        anno("param", m.getAnnotatedParameterTypes()[0]);
        anno("thr", m.getAnnotatedExceptionTypes()[0]);
        anno("in", ((AnnotatedParameterizedType) m.getAnnotatedParameterTypes()[0]).getAnnotatedActualTypeArguments()[0]);
        System.out.println(g.getDeclaredConstructors()[0].toGenericString());
        AnnotatedType af = g.getDeclaredField("ann").getAnnotatedType();
        anno("array", af);
        anno("array1", ((AnnotatedArrayType) af).getAnnotatedGenericComponentType());
        anno("array2", ((AnnotatedArrayType) ((AnnotatedArrayType) af).getAnnotatedGenericComponentType()).getAnnotatedGenericComponentType());
        anno("iface", g.getAnnotatedInterfaces()[0]);
        anno("super", g.getAnnotatedSuperclass());
        Type st = new ArrayList<Map<String, int[]>>() {}.getClass().getGenericSuperclass();
        System.out.println(st + " " + st.equals(new ArrayList<Map<String, int[]>>() {}.getClass().getGenericSuperclass()));
        for (RecordComponent rc : Rec.class.getRecordComponents()) System.out.println(rc + " " + rc.getGenericType() + " " + rc.getGenericSignature() + " " + rc.getAccessor());
        System.out.println(HashMap.class.toGenericString() + " " + Enum.class.toGenericString());
        System.out.println(Collections.class.getMethod("max", Collection.class).toGenericString());
        System.out.println(Class.forName("java.util.Map$Entry").getGenericInterfaces().length + " " + int.class.toGenericString() + " " + int[][].class.toGenericString());
        System.out.println(Comparable.class.getTypeParameters()[0].getName() + " " + List.class.getMethod("of", Object[].class).toGenericString());
        Function<Integer, String> lam = x -> "";
        System.out.println(lam.getClass().getGenericInterfaces()[0]);
        System.out.println("done ReflectGenerics");
    }
}
