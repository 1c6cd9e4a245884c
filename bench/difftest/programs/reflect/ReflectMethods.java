import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

/** Method lookup and invocation: overloads, bridges, varargs, inherited, private, static, exceptions, inflation after many calls. */
public class ReflectMethods {
    interface I {
        default String def() {
            return "def";
        }

        static String stat() {
            return "stat";
        }
    }

    static class Base implements Comparable<Base> {
        protected int p = 1;

        public Object cov() {
            return "base";
        }

        public int compareTo(Base o) {
            return 0;
        }

        private String priv() {
            return "Base.priv";
        }

        public static String st() {
            return "Base.st";
        }

        void pkg() {}
    }

    static class D extends Base implements I {
        int calls;

        @Override
        public String cov() {
            return "d";
        }

        public static String st() {
            return "D.st";
        }

        public int count(int a) {
            return calls += a;
        }

        public long mix(byte b, short s, char c, int i, long l, float f, double d, boolean z, String str, int[] arr) {
            return b + s + c + i + l + (long) f + (long) d + (z ? 1 : 0) + str.length() + arr.length;
        }

        public final synchronized strictfp void mods() {}

        protected native void nat();

        String va(String... xs) {
            return xs == null ? "null" : xs.length + Arrays.toString(xs);
        }

        void boom() throws java.io.IOException {
            throw new java.io.IOException("boom");
        }

        void err() {
            throw new StackOverflowError("fake");
        }
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (InvocationTargetException e) {
            System.out.println(what + ": ITE " + e.getMessage() + " of " + e.getCause());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    static String sorted(Method[] ms) {
        return Arrays.stream(ms).map(m -> (m.isBridge() ? "~" : "") + m.getReturnType().getSimpleName() + " " + m.getDeclaringClass().getSimpleName() + "." + m.getName()
            + m.getParameterCount()).sorted().collect(Collectors.joining(", "));
    }

    public static void main(String[] args) throws Throwable {
        System.out.println(sorted(D.class.getDeclaredMethods()));
        System.out.println(sorted(Arrays.stream(D.class.getMethods()).filter(m -> m.getDeclaringClass() != Object.class).toArray(Method[]::new)));
        System.out.println(sorted(Base.class.getDeclaredMethods()));
        D d = new D();
        Method count = D.class.getMethod("count", int.class);
        for (int i = 0; i < 40; i++) count.invoke(d, 2);
        System.out.println(d.calls);
        Constructor<D> ct = D.class.getDeclaredConstructor();
        int made = 0;
        for (int i = 0; i < 40; i++) made += ct.newInstance().p;
        System.out.println(made);
        System.out.println(count.invoke(d, (byte) 3) + " " + count.invoke(d, 'a') + " " + count.invoke(d, (short) -1));
        tryIt("long to int", () -> count.invoke(d, 3L));
        tryIt("null to int", () -> count.invoke(d, (Object) null));
        tryIt("arity", () -> count.invoke(d, 1, 2));
        tryIt("no args", () -> count.invoke(d));
        tryIt("wrong recv", () -> count.invoke("s", 1));
        tryIt("null recv", () -> count.invoke(null, 1));
        Method mix = Arrays.stream(D.class.getMethods()).filter(m -> m.getName().equals("mix")).findFirst().get();
        tryIt("mix", () -> mix.invoke(d, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, true, "eight", new int[9]));
        tryIt("mix widen", () -> mix.invoke(d, (byte) 1, (byte) 2, 'c', (short) 4, 5, 6L, 7f, false, "", new int[0]));
        tryIt("mix bad", () -> mix.invoke(d, 1, (byte) 2, 'c', (short) 4, 5, 6L, 7f, false, "", new int[0]));
        tryIt("mix null str", () -> mix.invoke(d, (byte) 1, (byte) 2, 'c', (short) 4, 5, 6L, 7f, false, null, new int[0]));
        Method va = D.class.getDeclaredMethod("va", String[].class);
        tryIt("va", () -> va.invoke(d, (Object) new String[]{"a", "b"}) + " " + va.invoke(d, new Object[]{null}) + va.isVarArgs());
        tryIt("va spread", () -> va.invoke(d, "a", "b"));
        tryIt("cov", () -> Base.class.getMethod("cov").invoke(d) + " " + D.class.getMethod("cov").getReturnType());
        tryIt("bridge", () -> Arrays.stream(D.class.getMethods()).filter(m -> m.isBridge() && m.getName().equals("cov")).findFirst().get().invoke(d));
        tryIt("static", () -> Base.class.getMethod("st").invoke(null) + " " + D.class.getMethod("st").invoke("ignored"));
        tryIt("default", () -> D.class.getMethod("def").invoke(d) + " " + I.class.getMethod("stat").invoke(null));
        tryIt("iface static via class", () -> D.class.getMethod("stat"));
        tryIt("priv", () -> Base.class.getDeclaredMethod("priv").invoke(d));
        tryIt("boom", () -> D.class.getDeclaredMethod("boom").invoke(d));
        tryIt("err", () -> D.class.getDeclaredMethod("err").invoke(d));
        tryIt("native", () -> D.class.getDeclaredMethod("nat").invoke(d));
        tryIt("missing", () -> D.class.getMethod("nope", int.class, String[].class));
        tryIt("not public", () -> D.class.getMethod("va", String[].class));
        tryIt("toString", () -> D.class.getDeclaredMethod("mods") + " | " + D.class.getDeclaredMethod("nat").toGenericString() + " | " + mix);
        tryIt("boom exc", () -> Arrays.toString(D.class.getDeclaredMethod("boom").getExceptionTypes()));
        tryIt("object method on array", () -> Object.class.getMethod("getClass").invoke(new int[0]));
        tryIt("iface method", () -> Collection.class.getMethod("size").invoke(List.of(1, 2)));
        tryIt("interface toString", () -> CharSequence.class.getMethod("toString").invoke("cs"));
        tryIt("equals", () -> count.equals(D.class.getMethod("count", int.class)) + " " + (count == D.class.getMethod("count", int.class)) + " " + count.hashCode());
        tryIt("void", () -> Base.class.getDeclaredMethod("pkg").invoke(d));
        tryIt("main", () -> ReflectMethods.class.getMethod("main", String[].class).getParameters()[0]);
        tryIt("string", () -> String.class.getMethod("substring", int.class, int.class).invoke("reflect", 2, 5));
        tryIt("valueOf", () -> String.class.getMethod("valueOf", char[].class).invoke(null, (Object) new char[]{'o', 'k'}));
        for (int i = 0; i < 20; i++) {
            int k = i;
            try {
                String.class.getMethod("charAt", int.class).invoke("0123456789abcdef", k);
            } catch (InvocationTargetException e) {
                System.out.println(e.getCause().getMessage());
            }
        }
        System.out.println("done ReflectMethods");
    }
}
