import java.lang.invoke.*;
import java.util.*;

/** asType and explicitCastArguments between all primitive types, boxes, Object, interfaces and void: values, and the text of what is refused at link or call time. */
public class MhAsType {
    static final Class<?>[] TYPES = {boolean.class, byte.class, short.class, char.class, int.class, long.class, float.class, double.class, Boolean.class, Byte.class, Character.class, Integer.class, Long.class, Double.class, Object.class, Number.class, Comparable.class, String.class, Runnable.class, void.class};

    static final Map<Class<?>, Object> SAMPLE = new LinkedHashMap<>();

    static {
        SAMPLE.put(boolean.class, true);
        SAMPLE.put(byte.class, (byte) -3);
        SAMPLE.put(short.class, (short) -300);
        SAMPLE.put(char.class, 'A');
        SAMPLE.put(int.class, 70001);
        SAMPLE.put(long.class, 5_000_000_001L);
        SAMPLE.put(float.class, 1.75f);
        SAMPLE.put(double.class, -2.5e10);
        SAMPLE.put(Boolean.class, false);
        SAMPLE.put(Byte.class, (byte) 7);
        SAMPLE.put(Character.class, 'z');
        SAMPLE.put(Integer.class, 12);
        SAMPLE.put(Long.class, 13L);
        SAMPLE.put(Double.class, 14.5);
        SAMPLE.put(Object.class, 'o');
        SAMPLE.put(Number.class, 15.5f);
        SAMPLE.put(Comparable.class, (short) 16);
        SAMPLE.put(String.class, "str");
        SAMPLE.put(Runnable.class, null);
    }

    static String text(Object o) {
        return o == null ? "null" : o instanceof Character c ? "char" + (int) c : o.getClass().getSimpleName().charAt(0) + ":" + o;
    }

    static String call(MethodHandle h, Object arg) {
        try {
            return text(h.invokeWithArguments(arg));
        } catch (ClassCastException e) {
            return "CCE";
        } catch (NullPointerException e) {
            return "NPE";
        } catch (Throwable t) {
            return t.toString();
        }
    }

    static String refused(RuntimeException e) {
        return e.getClass() == WrongMethodTypeException.class ? "-" : e.toString();
    }

    public static Object seen;

    public static void sink(Object o) {
        seen = o;
    }

    public static int count(int a, long b, Object c) {
        return (int) (a + b + (c == null ? 0 : c.toString().length()));
    }

    static void err(String what, Callable c) {
        try {
            System.out.println(what + " = " + text(c.call()));
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getSimpleName() + ": " + t.getMessage());
        }
    }

    interface Callable {
        Object call() throws Throwable;
    }

    public static void main(String[] args) throws Throwable {
        for (Class<?> from : TYPES) {
            if (from == void.class) continue;
            StringBuilder a = new StringBuilder(), b = new StringBuilder();
            for (Class<?> to : TYPES) {
                if (to == void.class) continue;
                MethodHandle id = MethodHandles.identity(to);
                try {
                    a.append(call(id.asType(MethodType.methodType(to, from)), SAMPLE.get(from))).append(' ');
                } catch (RuntimeException e) {
                    a.append(refused(e)).append(' ');
                }
                try {
                    b.append(call(MethodHandles.explicitCastArguments(id, MethodType.methodType(to, from)), SAMPLE.get(from))).append(' ');
                } catch (RuntimeException e) {
                    b.append(refused(e)).append(' ');
                }
            }
            System.out.println(from.getSimpleName() + " asType   " + a);
            System.out.println(from.getSimpleName() + " explicit " + b);
        }
        for (Class<?> to : TYPES) {
            StringBuilder sb = new StringBuilder();
            for (Object o : new Object[]{null, 1, 1L, 'c', true, 2.5, "s", (byte) 1}) {
                MethodHandle id = to == void.class ? MethodHandles.empty(MethodType.methodType(void.class)).asType(MethodType.methodType(void.class)) : MethodHandles.identity(to);
                if (to == void.class) continue;
                sb.append(call(id.asType(MethodType.methodType(Object.class, Object.class)), o)).append('/').append(call(MethodHandles.explicitCastArguments(id, MethodType.methodType(Object.class, Object.class)), o)).append(' ');
            }
            System.out.println("Object to " + to.getSimpleName() + ": " + sb);
        }
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle sink = l.findStatic(MhAsType.class, "sink", MethodType.methodType(void.class, Object.class));
        for (Class<?> r : new Class<?>[]{int.class, Object.class, String.class, boolean.class, double.class, void.class}) System.out.print(text(sink.asType(MethodType.methodType(r, int.class)).invokeWithArguments(5)) + " ");
        System.out.println(text(seen));
        MethodHandle count = l.findStatic(MhAsType.class, "count", MethodType.methodType(int.class, int.class, long.class, Object.class));
        System.out.println(text((Object) count.invoke((byte) 1, 'A', "xyz")) + " " + (long) count.invoke(1, 2, (Object) null) + " " + (double) count.asType(MethodType.methodType(double.class, short.class, int.class, String.class)).invokeExact((short) 1, 2, "q"));
        err("exact", () -> (Object) count.invokeExact(1, 2, "x"));
        err("exact no cast", () -> (int) count.invokeExact(1, 2L, "x"));
        err("too few", () -> (int) count.invoke(1, 2L));
        err("wrong", () -> (int) count.invoke("a", 2L, "x"));
        err("unboxed null", () -> (int) count.invoke((Integer) null, 2L, "x"));
        err("wrong at run", () -> (int) count.invoke((Object) "a", 2L, "x"));
        err("asType arity", () -> count.asType(MethodType.methodType(int.class)));
        err("explicit arity", () -> MethodHandles.explicitCastArguments(count, MethodType.methodType(int.class)));
        err("asType ref", () -> MethodHandles.identity(String.class).asType(MethodType.methodType(Integer.class, String.class)).invoke("s"));
        err("interface lie", () -> (Runnable) MethodHandles.explicitCastArguments(MethodHandles.identity(Object.class), MethodType.methodType(Runnable.class, Object.class)).invokeExact((Object) "not"));
        err("null handle", () -> MethodHandles.explicitCastArguments(null, MethodType.methodType(int.class)));
        System.out.println(count.asType(count.type()) == count ? "same" : "other");
        System.out.println("done MhAsType");
    }
}
