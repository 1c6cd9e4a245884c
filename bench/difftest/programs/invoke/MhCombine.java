import java.lang.invoke.*;
import java.util.*;

import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.methodType;

/** Combinators: insert, drop, permute, filter, fold, collect, spread, guard, catch, constant, identity, array access. */
public class MhCombine {
    static String s3(String a, int b, long c) {
        return a + ":" + b + ":" + c;
    }

    static int len(String s) {
        return s.length();
    }

    static boolean isBig(int x) {
        return x > 100;
    }

    static String big(int x) {
        return "big" + x;
    }

    static String small(int x) {
        return "small" + x;
    }

    static int div(int a, int b) {
        return a / b;
    }

    static int onErr(ArithmeticException e, int a, int b) {
        return a * 1000 + b;
    }

    static String join(Object... xs) {
        return Arrays.toString(xs);
    }

    static double mix(byte a, short b, char c, int d, long e, float f, double g, boolean h) {
        return a + b + c + d + e + f + g + (h ? 1 : 0);
    }

    static MethodHandle st(String n, Class<?> r, Class<?>... ps) throws Exception {
        return lookup().findStatic(MhCombine.class, n, methodType(r, ps));
    }

    interface Act {
        void run() throws Throwable;
    }

    static void err(String what, Act a) {
        try {
            a.run();
            System.out.println(what + ": no error");
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getSimpleName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    public static void main(String[] args) throws Throwable {
        MethodHandle s3 = st("s3", String.class, String.class, int.class, long.class);
        System.out.println((String) insertArguments(s3, 1, 42).invokeExact("a", 5L));
        System.out.println((String) insertArguments(s3, 0, "z", 1, 2L).invokeExact());
        System.out.println((String) dropArguments(s3, 1, double.class, Object.class).invokeExact("a", 9.5, (Object) "x", 2, 3L));
        System.out.println((String) permuteArguments(s3, methodType(String.class, long.class, int.class, String.class), 2, 1, 0).invokeExact(1L, 2, "p"));
        System.out.println(permuteArguments(st("div", int.class, int.class, int.class), methodType(int.class, int.class), 0, 0).invoke(7));
        MethodHandle len = st("len", int.class, String.class);
        System.out.println((String) filterArguments(s3, 1, len).invokeExact("q", "four", 1L));
        System.out.println((int) filterReturnValue(s3, len).invokeExact("abc", 1, 2L));
        System.out.println((String) foldArguments(dropArguments(insertArguments(s3, 2, 8L), 2, int.class), 1,
            dropArguments(constant(int.class, 77), 0, int.class)).invoke("f", 5));
        MethodHandle guard = guardWithTest(st("isBig", boolean.class, int.class), st("big", String.class, int.class), st("small", String.class, int.class));
        System.out.println((String) guard.invokeExact(101) + (String) guard.invokeExact(99));
        MethodHandle div = st("div", int.class, int.class, int.class);
        MethodHandle safe = catchException(div, ArithmeticException.class, st("onErr", int.class, ArithmeticException.class, int.class, int.class));
        System.out.println((int) safe.invokeExact(10, 3) + " " + (int) safe.invokeExact(10, 0));
        System.out.println((int) identity(int.class).invokeExact(5) + (String) constant(String.class, "k").invokeExact() + zero(long.class).invoke() + empty(methodType(String.class, int.class)).invoke(1));
        MethodHandle join = st("join", String.class, Object[].class);
        System.out.println(join.invoke() + "" + join.invoke(1) + join.invoke(1, "b", 2.5) + join.asCollector(Object[].class, 2).invoke('x', (byte) 1));
        System.out.println(s3.asSpreader(Object[].class, 3).invoke(new Object[]{"sp", 1, 2L}));
        System.out.println(s3.asSpreader(1, Object[].class, 2).invoke("sp", new Object[]{3, 4L}));
        System.out.println(s3.asSpreader(0, String[].class, 1).invoke(new String[]{"st"}, 5, 6L));
        System.out.println(collectArguments(join.asType(methodType(String.class, Object[].class)).asCollector(Object[].class, 2), 0, s3.asType(s3.type().changeReturnType(Object.class))).invoke("c", 1, 2L, "tail"));
        MethodHandle as = s3.asType(methodType(Object.class, Object.class, Integer.class, int.class));
        System.out.println(as.invoke((Object) "as", (Integer) 3, 4));
        MethodHandle mix = st("mix", double.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, boolean.class);
        System.out.println((double) mix.invoke((byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.5, true));
        System.out.println(mix.invokeWithArguments((byte) 1, (short) 2, 'c', 4, 5L, 6.5f, 7.5, true));
        System.out.println((Object) explicitCastArguments(mix, methodType(int.class, int.class, long.class, int.class, double.class, float.class, Object.class,
            int.class, int.class)).invoke(300, 70000L, 65601, 3.9, 2.9f, (Object) 1.5f, 4, 3));
        int[] arr = {1, 2, 3};
        arrayElementSetter(int[].class).invoke(arr, 1, 20);
        System.out.println((int) arrayElementGetter(int[].class).invokeExact(arr, 1) + (int) arrayLength(int[].class).invokeExact(arr)
            + ((String[]) arrayConstructor(String[].class).invoke(4)).length);
        err("bounds", () -> arrayElementGetter(int[].class).invoke(arr, 3));
        err("neg", () -> arrayConstructor(int[].class).invoke(-1));
        System.out.println(throwException(int.class, RuntimeException.class).type());
        err("throw", () -> throwException(int.class, Exception.class).invoke(new java.io.IOException("thrown")));
        System.out.println(exactInvoker(s3.type()).invoke(s3, "ei", 1, 2L) + " " + invoker(methodType(Object.class, String.class, Integer.class, int.class)).invoke(s3, "gi", 1, 2)
            + " " + spreadInvoker(s3.type(), 1).invoke(s3, "si", new Object[]{7, 8L}));
        System.out.println(dropReturn(len).type() + " " + dropArgumentsToMatch(len, 0, List.of(String.class, int.class, long.class), 0).type());
        System.out.println(len.bindTo("bound").invoke() + " " + s3.type().wrap() + s3.type().generic() + s3.type().erase());
        err("asType", () -> s3.asType(methodType(String.class, int.class)));
        err("asType2", () -> s3.asType(methodType(String.class, boolean.class, int.class, long.class)));
        err("insert type", () -> insertArguments(s3, 0, 5));
        err("insert many", () -> insertArguments(s3, 2, 5L, 6));
        err("drop pos", () -> dropArguments(s3, 9, int.class));
        err("permute", () -> permuteArguments(s3, methodType(String.class, int.class), 0, 0, 0));
        err("filter", () -> filterArguments(s3, 0, len));
        err("filter ret", () -> filterReturnValue(len, len));
        err("guard", () -> guardWithTest(len, s3, s3));
        err("guard2", () -> guardWithTest(st("isBig", boolean.class, int.class), s3, len));
        err("catch", () -> catchException(div, ArithmeticException.class, len));
        err("spread", () -> s3.asSpreader(Object[].class, 4));
        err("spread len", () -> s3.asSpreader(Object[].class, 3).invoke(new Object[]{1, 2}));
        err("spread cast", () -> s3.asSpreader(Object[].class, 3).invoke(new Object[]{1, 2, 3}));
        err("collector", () -> s3.asCollector(Object[].class, 2));
        err("constant", () -> constant(int.class, "x"));
        err("bindTo", () -> len.bindTo(3));
        err("bindTo prim", () -> div.bindTo(3));
        err("identity", () -> identity(void.class));
        System.out.println("done MhCombine");
    }
}
