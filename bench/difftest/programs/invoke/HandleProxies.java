import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.*;

/** MethodHandleProxies, handles behind functional interfaces, LambdaMetafactory used as a library, reflective and direct handles compared, and what the stack shows. */
public class HandleProxies {
    static final MethodHandles.Lookup L = MethodHandles.lookup();

    public interface Two {
        String name(int a, Object b) throws Exception;

        default String def() {
            return "def";
        }

        boolean equals(Object o);
    }

    public interface Generic<T extends Comparable<T>> {
        T pick(T a, T b);
    }

    interface Hidden {
        void run();
    }

    public static String impl(int a, Object b) throws Exception {
        if (a < 0) throw new java.io.IOException("negative " + a);
        if (a > 100) throw new Exception("checked");
        return a + "/" + b;
    }

    static void t(String what, Callable<?> c) {
        try {
            System.out.println(what + " = " + c.call());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage() + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }

    static <T> T make(Class<T> type, String name, MethodType erased, MethodHandle impl, MethodType exact, Object... captured) throws Throwable {
        MethodType factory = MethodType.methodType(type, impl.type().parameterList().subList(0, captured.length));
        return type.cast(LambdaMetafactory.metafactory(L, name, factory, erased, impl, exact).getTarget().invokeWithArguments(captured));
    }

    static int times(int k, int x) {
        return k * x;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandle impl = L.findStatic(HandleProxies.class, "impl", MethodType.methodType(String.class, int.class, Object.class));
        Two two = MethodHandleProxies.asInterfaceInstance(Two.class, impl);
        t("call", () -> two.name(5, "x"));
        t("default", two::def);
        t("checked declared", () -> two.name(-1, "x"));
        t("checked wide", () -> two.name(200, "x"));
        System.out.println(MethodHandleProxies.isWrapperInstance(two) + " " + MethodHandleProxies.isWrapperInstance("s") + " " + (MethodHandleProxies.wrapperInstanceTarget(two) == impl) + " " + MethodHandleProxies.wrapperInstanceType(two).getSimpleName() + " " + two.equals(two) + " " + two.equals("x"));
        t("not functional", () -> MethodHandleProxies.asInterfaceInstance(List.class, impl));
        t("class", () -> MethodHandleProxies.asInterfaceInstance(String.class, impl));
        t("not public", () -> MethodHandleProxies.asInterfaceInstance(Hidden.class, impl));
        t("bad type", () -> MethodHandleProxies.asInterfaceInstance(Runnable.class, impl));
        t("target of other", () -> MethodHandleProxies.wrapperInstanceTarget("s"));
        Comparator<Object> cmp = MethodHandleProxies.asInterfaceInstance(Comparator.class, L.findVirtual(Comparable.class, "compareTo", MethodType.methodType(int.class, Object.class)));
        List<String> l = new ArrayList<>(List.of("c", "a", "b"));
        l.sort(cmp.reversed());
        System.out.println(l);
        IntUnaryOperator k7 = make(IntUnaryOperator.class, "applyAsInt", MethodType.methodType(int.class, int.class), L.findStatic(HandleProxies.class, "times", MethodType.methodType(int.class, int.class, int.class)), MethodType.methodType(int.class, int.class), 7);
        System.out.println(k7.andThen(x -> x + 1).applyAsInt(6));
        Function<String, Object> len = make(Function.class, "apply", MethodType.methodType(Object.class, Object.class), L.findVirtual(String.class, "length", MethodType.methodType(int.class)), MethodType.methodType(Integer.class, String.class));
        System.out.println(len.apply("seven77"));
        t("wrong receiver", () -> ((Function) len).apply(5));
        Supplier<Object> ctor = make(Supplier.class, "get", MethodType.methodType(Object.class), L.findConstructor(ArrayList.class, MethodType.methodType(void.class)), MethodType.methodType(ArrayList.class));
        System.out.println(ctor.get() + " " + ctor.get().getClass().getSimpleName());
        Generic<Integer> g = make(Generic.class, "pick", MethodType.methodType(Comparable.class, Comparable.class, Comparable.class), L.findStatic(Math.class, "max", MethodType.methodType(int.class, int.class, int.class)), MethodType.methodType(Integer.class, Integer.class, Integer.class));
        System.out.println(g.pick(3, 9));
        t("bad implementation", () -> {
            try {
                return make(Runnable.class, "run", MethodType.methodType(void.class), impl, MethodType.methodType(void.class));
            } catch (Throwable e) {
                throw new Exception(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        });
        t("bad bound handle", () -> {
            try {
                return make(Supplier.class, "get", MethodType.methodType(Object.class), MethodHandles.constant(Object.class, 1), MethodType.methodType(Object.class));
            } catch (Throwable e) {
                throw new Exception(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        });
        Object alt = LambdaMetafactory.altMetafactory(L, "call", MethodType.methodType(Callable.class, String.class), MethodType.methodType(Object.class), L.findVirtual(String.class, "trim", MethodType.methodType(String.class)), MethodType.methodType(String.class), LambdaMetafactory.FLAG_MARKERS, 1, RandomAccess.class).getTarget().invoke("  t ");
        System.out.println(((Callable<?>) alt).call() + " " + (alt instanceof RandomAccess));
        MethodHandle trace = L.findStatic(HandleProxies.class, "trace", MethodType.methodType(String.class));
        Supplier<?> viaProxy = MethodHandleProxies.asInterfaceInstance(Supplier.class, trace);
        System.out.println(trace.invoke() + " " + ((String) viaProxy.get()).endsWith("main"));
        MethodHandle reflected = L.unreflect(HandleProxies.class.getDeclaredMethod("trace"));
        System.out.println(reflected.type() + " " + L.revealDirect(reflected) + " " + reflected.asType(MethodType.methodType(Object.class)).invoke().equals("trace<main") + " " + reflected);
        System.out.println("done HandleProxies");
    }

    public static String trace() {
        StringBuilder sb = new StringBuilder();
        for (StackTraceElement e : new Throwable().getStackTrace()) if (e.getClassName().equals("HandleProxies")) sb.append(sb.length() > 0 ? "<" : "").append(e.getMethodName());
        return sb.toString();
    }
}
