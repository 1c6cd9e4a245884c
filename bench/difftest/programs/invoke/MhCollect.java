import java.lang.invoke.*;
import java.util.*;

/** Collecting, spreading and variable arity: every position and element type, lengths that do not fit, nulls, asFixedArity, invokeWithArguments with hundreds of arguments. */
public class MhCollect {
    static final MethodHandles.Lookup L = MethodHandles.lookup();

    public static String objs(Object... a) {
        return a == null ? "null" : Arrays.deepToString(a);
    }

    public static String mixed(int x, String s, long... ls) {
        return x + s + Arrays.toString(ls);
    }

    public static String chars(char[] c, int n, double[] d) {
        return new String(c) + n + Arrays.toString(d);
    }

    public static long sum(long a, int b, short c, byte d, char e, float f, double g) {
        return a * 2 + b * 3 + c * 5 + d * 7 + e * 11 + (long) (f * 13) + (long) (g * 17);
    }

    public static <T> int generic(List<T> first, T... rest) {
        return first.size() * 10 + rest.length;
    }

    static void t(String what, Callable c) {
        try {
            System.out.println(what + " = " + c.call());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    interface Callable {
        Object call() throws Throwable;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandle objs = L.findStatic(MhCollect.class, "objs", MethodType.methodType(String.class, Object[].class));
        MethodHandle mixed = L.findStatic(MhCollect.class, "mixed", MethodType.methodType(String.class, int.class, String.class, long[].class));
        MethodHandle chars = L.findStatic(MhCollect.class, "chars", MethodType.methodType(String.class, char[].class, int.class, double[].class));
        MethodHandle sum = L.findStatic(MhCollect.class, "sum", MethodType.methodType(long.class, long.class, int.class, short.class, byte.class, char.class, float.class, double.class));
        MethodHandle generic = L.findStatic(MhCollect.class, "generic", MethodType.methodType(int.class, List.class, Object[].class));
        System.out.println(objs.isVarargsCollector() + " " + chars.isVarargsCollector() + " " + objs.asFixedArity().isVarargsCollector() + " " + objs.asType(objs.type()).isVarargsCollector());
        t("none", () -> (String) objs.invoke());
        t("one", () -> (String) objs.invoke(1));
        t("mixed types", () -> (String) objs.invoke(1, 'c', 2L, "s", null, 2.5));
        t("array passes", () -> (String) objs.invoke((Object[]) new String[]{"a", "b"}));
        t("array as element", () -> (String) objs.invoke((Object) new String[]{"a"}));
        t("null array", () -> (String) objs.invoke((Object[]) null));
        t("null element", () -> (String) objs.invoke((Object) null));
        t("exact", () -> (String) objs.invokeExact(new Object[]{1}));
        t("exact wrong", () -> (String) objs.invokeExact(1));
        t("fixed", () -> (String) objs.asFixedArity().invoke(1, 2));
        t("longs widened", () -> (String) mixed.invoke((byte) 1, "s", 2, 'a', (short) 3, 4L));
        t("longs none", () -> (String) mixed.invoke(1, "s"));
        t("longs array", () -> (String) mixed.invoke(1, "s", new long[]{5}));
        t("longs bad", () -> (String) mixed.invoke(1, "s", 2.5));
        t("longs too few", () -> (String) mixed.invoke(1));
        t("generic", () -> (int) generic.invoke(List.of(1, 2), "a", "b", "c"));
        t("withVarargs", () -> (String) chars.withVarargs(true).invoke(new char[]{'x'}, 1, 1f, 2L, 3));
        t("asVarargs bad", () -> chars.asVarargsCollector(Object[].class));
        t("asVarargs int", () -> sum.asVarargsCollector(int[].class));
        t("collect", () -> (String) objs.asFixedArity().asCollector(Object[].class, 3).invoke(1, 2, 3));
        t("collect strings", () -> objs.asFixedArity().asCollector(String[].class, 2).type());
        t("collect strings call", () -> (String) objs.asFixedArity().asCollector(String[].class, 2).invoke("x", (Object) "y"));
        t("collect cast fails", () -> (String) objs.asFixedArity().asCollector(String[].class, 2).invoke("x", (Object) 5));
        t("collect first", () -> (String) chars.asCollector(0, char[].class, 3).invoke('a', 'b', 'c', 7, new double[]{1}));
        t("collect last", () -> (String) chars.asCollector(double[].class, 2).invoke(new char[]{'q'}, 7, 1f, 2));
        t("collect zero", () -> (String) chars.asCollector(0, char[].class, 0).invoke(8, new double[0]));
        t("collect bad position", () -> chars.asCollector(1, int[].class, 2));
        t("collect negative", () -> objs.asCollector(Object[].class, -1));
        t("collect 255", () -> objs.asCollector(Object[].class, 255));
        t("spread all", () -> (long) sum.asSpreader(Object[].class, 7).invoke(new Object[]{1L, 2, (short) 3, (byte) 4, 'e', 5f, 6.0}));
        t("spread unboxes wide", () -> (long) sum.asSpreader(Object[].class, 7).invoke(new Object[]{(byte) 1, 'b', (byte) 3, (byte) 4, 'e', 5L, 6f}));
        t("spread wrong box", () -> (long) sum.asSpreader(Object[].class, 7).invoke(new Object[]{1L, 2L, (short) 3, (byte) 4, 'e', 5f, 6.0}));
        t("spread wrong length", () -> (long) sum.asSpreader(Object[].class, 7).invoke(new Object[]{1L}));
        t("spread null", () -> (long) sum.asSpreader(Object[].class, 7).invoke((Object[]) null));
        t("spread zero null", () -> (String) objs.asCollector(Object[].class, 0).asSpreader(Object[].class, 0).invoke((Object[]) null));
        t("spread middle", () -> (long) sum.asSpreader(1, Object[].class, 4).invoke(1L, new Object[]{2, (short) 3, (byte) 4, 'e'}, 5f, 6.0));
        t("spread first two", () -> (long) sum.asSpreader(0, long[].class, 1).invoke(new long[]{9}, 2, (short) 3, (byte) 4, 'e', 5f, 6.0));
        t("spread chars", () -> (String) objs.asCollector(Object[].class, 3).asSpreader(char[].class, 3).invoke(new char[]{'x', 'y', 'z'}));
        t("spread double to int", () -> sum.asSpreader(1, double[].class, 1));
        t("spread too many", () -> sum.asSpreader(Object[].class, 8));
        t("spreadInvoker", () -> (long) MethodHandles.spreadInvoker(sum.type(), 2).invoke(sum, 1L, 2, new Object[]{(short) 3, (byte) 4, 'e', 5f, 6.0}));
        Object[] many = new Object[250];
        for (int i = 0; i < many.length; i++) many[i] = i;
        t("250 arguments", () -> ((String) objs.invokeWithArguments(many)).length());
        t("250 collected", () -> ((String) objs.asFixedArity().asCollector(Object[].class, 250).invokeWithArguments(many)).length());
        t("1000 arguments", () -> ((String) objs.invokeWithArguments(Collections.nCopies(1000, "v"))).length());
        t("1000 longs", () -> {
            List<Object> a = new ArrayList<>(List.of(1, "s"));
            for (int i = 0; i < 1000; i++) a.add(i);
            return ((String) mixed.invokeWithArguments(a)).length();
        });
        t("300 fixed", () -> sum.invokeWithArguments(new Object[300]));
        MethodHandle deep = objs.asFixedArity().asCollector(Object[].class, 4);
        for (int i = 0; i < 30; i++) deep = i % 2 == 0 ? deep.asSpreader(Object[].class, 4) : deep.asCollector(Object[].class, 4);
        MethodHandle d = deep;
        t("layers", () -> (String) d.invokeWithArguments(1, 2, 3, 4));
        MethodHandle cat = L.findVirtual(String.class, "concat", MethodType.methodType(String.class, String.class));
        t("bound", () -> (String) cat.bindTo("pre").asSpreader(String[].class, 1).invoke(new String[]{"post"}));
        t("bound varargs", () -> L.bind(Arrays.class, "getName", MethodType.methodType(String.class)).invoke());
        MethodHandle fmt = L.findStatic(String.class, "format", MethodType.methodType(String.class, String.class, Object[].class));
        t("format", () -> (String) fmt.invoke("%s-%d-%s", "a", 5, 'c'));
        t("format bound", () -> (String) fmt.bindTo("%s|%s").invoke(1, 2));
        t("format bound fixed", () -> fmt.bindTo("%s|%s").isVarargsCollector());
        System.out.println("done MhCollect");
    }
}
