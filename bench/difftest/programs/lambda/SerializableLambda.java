import java.io.*;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.function.*;

/** Serializable lambdas: writeReplace, SerializedLambda contents, round trips with captured values, marker interfaces. */
public class SerializableLambda {
    interface SFn<A, B> extends Function<A, B>, Serializable {}

    interface SSup<T> extends Supplier<T>, Serializable {}

    interface Mark {}

    static Object trip(Object o) throws Exception {
        ByteArrayOutputStream bos = new ByteArrayOutputStream();
        try (ObjectOutputStream oos = new ObjectOutputStream(bos)) {
            oos.writeObject(o);
        }
        try (ObjectInputStream ois = new ObjectInputStream(new ByteArrayInputStream(bos.toByteArray()))) {
            return ois.readObject();
        }
    }

    static SerializedLambda form(Object o) throws Exception {
        Method m = o.getClass().getDeclaredMethod("writeReplace");
        m.setAccessible(true);
        return (SerializedLambda) m.invoke(o);
    }

    static void show(Object o) throws Exception {
        SerializedLambda s = form(o);
        System.out.println(s.getCapturingClass() + " " + s.getFunctionalInterfaceClass() + " " + s.getFunctionalInterfaceMethodName()
            + s.getFunctionalInterfaceMethodSignature());
        System.out.println("  kind " + s.getImplMethodKind() + " " + s.getImplClass() + "."
            + s.getImplMethodName().replaceAll("\\$[0-9a-f]{6,8}\\$", "\\$H\\$") + s.getImplMethodSignature() + " " + s.getInstantiatedMethodType());
        for (int i = 0; i < s.getCapturedArgCount(); i++) System.out.println("  arg " + s.getCapturedArg(i));
    }

    static String stat(Integer i) {
        return "stat" + i;
    }

    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        int i = 5;
        long l = 1L << 40;
        double d = 2.5;
        String s = "cap";
        char c = 'c';
        byte b = 3;
        SFn<Integer, String> f = x -> x + s + i + l + d + c + b;
        System.out.println(f.apply(1));
        show(f);
        System.out.println(((SFn<Integer, String>) trip(f)).apply(2));
        SFn<Integer, String> g = SerializableLambda::stat;
        show(g);
        System.out.println(((SFn<Integer, String>) trip(g)).apply(3));
        SSup<Integer> h = s::length;
        show(h);
        System.out.println(((SSup<Integer>) trip(h)).get());
        SFn<String, Integer> u = String::length;
        show(u);
        System.out.println(((SFn<String, Integer>) trip(u)).apply("abcd"));
        SSup<StringBuilder> n = StringBuilder::new;
        show(n);
        System.out.println(((SSup<StringBuilder>) trip(n)).get().append("new"));
        SFn<Integer, SFn<Integer, Integer>> curry = x -> y -> x * y;
        SFn<Integer, Integer> inner = (SFn<Integer, Integer>) trip(((SFn<Integer, SFn<Integer, Integer>>) trip(curry)).apply(6));
        System.out.println(inner.apply(7));
        Object multi = (Runnable & Serializable & Mark) () -> System.out.println("multi");
        Object back = trip(multi);
        ((Runnable) back).run();
        System.out.println(back instanceof Mark);
        Object cmp = java.util.Comparator.comparing((Function<String, Integer> & Serializable) String::length).reversed();
        System.out.println(((java.util.Comparator<String>) trip(cmp)).compare("a", "bbb"));
        Function<String, String> plain = x -> x;
        try {
            trip(plain);
        } catch (NotSerializableException e) {
            System.out.println("not serializable");
        }
        Object bad = new Object();
        SSup<Object> capBad = () -> bad;
        try {
            trip(capBad);
        } catch (NotSerializableException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("done SerializableLambda");
    }
}
