import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

/** Reflection on records, enums, sealed types, synthetic members, switch on enum helpers, parameter names. */
public class RecordsSealedReflect {
    @Retention(RetentionPolicy.RUNTIME)
    @interface C {
        String value() default "";
    }

    record P<T extends Comparable<T>>(@C("x") int x, @C("t") T t, List<? super T> l, int... more) implements java.io.Serializable {
        static int cnt;

        P {
            cnt++;
        }
    }

    record Empty() {}

    sealed interface S permits A, B, S.In {
        final class In implements S {}
    }

    static final class A implements S {}

    static non-sealed class B implements S {}

    enum Color { RED, GREEN { } ;
        int x;
    }

    static int sw(Color c) {
        switch (c) {
            case RED: return 1;
            default: return 2;
        }
    }

    public static void main(String[] args) throws Exception {
        for (RecordComponent rc : P.class.getRecordComponents()) {
            System.out.println(rc.getName() + " " + rc.getType() + " " + rc.getGenericType() + " " + rc.getGenericSignature() + " " + Arrays.toString(rc.getAnnotations()) + " "
                + rc.getAccessor() + " " + rc.getDeclaringRecord().getSimpleName() + " " + rc.getAnnotatedType());
        }
        Constructor<?> ct = P.class.getDeclaredConstructors()[0];
        System.out.println(ct.toGenericString() + " " + ct.isVarArgs());
        for (Parameter p : ct.getParameters()) System.out.println(p + " " + p.isNamePresent() + " " + p.isImplicit() + " " + p.isSynthetic() + " " + Arrays.toString(p.getAnnotations()));
        Object p = ct.newInstance(1, "tee", List.of(), new int[]{1, 2});
        for (RecordComponent rc : P.class.getRecordComponents()) {
            Object v = rc.getAccessor().invoke(p);
            System.out.print((v instanceof int[] ia ? Arrays.toString(ia) : v) + " ");
        }
        System.out.println(P.cnt);
        TreeSet<String> ms = new TreeSet<>();
        for (Method m : P.class.getDeclaredMethods()) ms.add(m.toString());
        ms.forEach(System.out::println);
        for (Field f : P.class.getDeclaredFields()) System.out.println(f.toGenericString() + " " + Arrays.toString(f.getAnnotations()));
        System.out.println(Modifier.toString(P.class.getModifiers()) + " " + P.class.getSuperclass() + " " + Empty.class.getRecordComponents().length + " " + Record.class.isRecord());
        System.out.println(S.class.isSealed() + " " + Arrays.toString(S.class.getPermittedSubclasses()) + " " + B.class.isSealed() + " " + Arrays.toString(A.class.getPermittedSubclasses()));
        System.out.println(Color.class.isSealed() + " " + Arrays.toString(Color.class.getPermittedSubclasses()) + " " + Modifier.toString(Color.class.getModifiers()));
        for (Field f : Color.class.getDeclaredFields()) System.out.println(f + " " + f.isEnumConstant() + " " + f.isSynthetic());
        TreeSet<String> cm = new TreeSet<>();
        for (Method m : Color.class.getDeclaredMethods()) cm.add(m + " " + m.isSynthetic());
        cm.forEach(System.out::println);
        for (Constructor<?> c : Color.class.getDeclaredConstructors()) System.out.println(c + " " + c.isSynthetic() + " " + Arrays.toString(c.getGenericParameterTypes()));
        System.out.println(sw(Color.RED) + sw(Color.GREEN));
        Class<?> helper = Class.forName("RecordsSealedReflect$1");
        System.out.println(helper.isSynthetic() + " " + helper.getDeclaredFields()[0] + " " + Modifier.toString(helper.getModifiers()));
        record Local(int a) {}
        enum LE { Q }
        System.out.println(Modifier.toString(Local.class.getModifiers()) + " " + Local.class.isLocalClass() + " " + Local.class.getEnclosingMethod().getName() + " " + Modifier.toString(LE.class.getModifiers()));
        System.out.println(new Local(5).equals(new Local(5)) + " " + Local.class.getDeclaredConstructor(int.class).newInstance(7));
        class Cap {
            int get() {
                return args.length;
            }
        }
        System.out.println(Cap.class.getDeclaredFields()[0] + " " + Cap.class.getDeclaredConstructors()[0] + " " + Cap.class.getDeclaredConstructors()[0].getGenericParameterTypes().length);
        System.out.println(P.class.getRecordComponents()[1].getGenericSignature() == "TT;");
        System.out.println("done RecordsSealedReflect");
    }
}
