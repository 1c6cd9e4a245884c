import java.lang.reflect.*;
import java.util.*;

/** Dynamic proxies: dispatch, Object methods, primitives, exceptions, default methods, duplicates, errors. */
public class Proxies {
    public interface Calc {
        int add(int a, int b);
        long mix(byte b, char c, short s, long l, float f, double d, boolean z, int[] arr, String... va);
        void nothing();
        String str(Object o) throws java.io.IOException;
        boolean flag();
        double dbl();
        char ch();
    }

    public interface Named {
        default String name() {
            return "named-" + id();
        }

        int id();
    }

    interface Pkg {
        int id();
    }

    static class H implements InvocationHandler {
        Object ret;
        Throwable thr;
        StringBuilder log = new StringBuilder();

        public Object invoke(Object p, Method m, Object[] args) throws Throwable {
            log.append(m.getDeclaringClass().getSimpleName()).append('.').append(m.getName()).append(args == null ? "-" : Arrays.deepToString(args)).append(' ');
            if (thr != null) throw thr;
            if (m.isDefault()) return InvocationHandler.invokeDefault(p, m, args);
            if (m.getName().equals("hashCode")) return 42;
            if (m.getName().equals("equals")) return p == args[0];
            if (m.getName().equals("toString")) return "proxy!";
            return ret;
        }
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("\\$Proxy\\d+", "\\$ProxyN").replaceAll("proxy\\d", "proxyN").replaceAll("@[0-9a-f]+", "@")
                + (t.getCause() != null ? " <- " + t.getCause() : ""));
        }
    }

    public static void main(String[] args) throws Throwable {
        ClassLoader l = Proxies.class.getClassLoader();
        H h = new H();
        Object p = Proxy.newProxyInstance(l, new Class<?>[]{Calc.class, Named.class, Comparable.class}, h);
        Calc c = (Calc) p;
        h.ret = 7;
        System.out.println(c.add(1, 2));
        h.ret = 1L << 40;
        System.out.println(c.mix((byte) 1, 'c', (short) 2, 3L, 4f, 5d, true, new int[]{6}, "v", "w"));
        h.ret = null;
        c.nothing();
        System.out.println(c.str(null));
        h.ret = true;
        System.out.println(c.flag());
        h.ret = 2.5;
        System.out.println(c.dbl());
        h.ret = 'Z';
        System.out.println(c.ch());
        System.out.println(p + " " + p.hashCode() + " " + p.equals(p) + " " + p.equals("x"));
        h.ret = 12;
        System.out.println(((Named) p).name());
        @SuppressWarnings("unchecked")
        Comparable<Object> cmp = (Comparable<Object>) p;
        System.out.println(cmp.compareTo("other"));
        System.out.println(h.log);
        h.ret = "wrong";
        tryIt("wrong type", () -> c.add(1, 2));
        h.ret = null;
        tryIt("null prim", () -> c.add(1, 2));
        h.ret = 5;
        tryIt("wrong ref", () -> c.str(1));
        h.ret = (byte) 5;
        tryIt("byte for int", () -> c.add(1, 1));
        h.thr = new java.io.IOException("declared");
        tryIt("declared", () -> c.str(1));
        tryIt("undeclared", () -> c.add(1, 1));
        h.thr = new IllegalStateException("rt");
        tryIt("runtime", () -> c.add(1, 1));
        h.thr = new StackOverflowError("err");
        tryIt("error", () -> c.flag());
        h.thr = null;
        System.out.println(Proxy.isProxyClass(p.getClass()) + " " + Proxy.isProxyClass(H.class) + " " + (Proxy.getInvocationHandler(p) == h));
        System.out.println(p.getClass().getPackageName() + "|" + Modifier.toString(p.getClass().getModifiers()) + "|" + p.getClass().getSuperclass() + "|" + Arrays.toString(p.getClass().getInterfaces()));
        Object q = Proxy.newProxyInstance(l, new Class<?>[]{Calc.class, Named.class, Comparable.class}, new H());
        System.out.println((q.getClass() == p.getClass()) + " " + q.equals(p));
        Object pkg = Proxy.newProxyInstance(l, new Class<?>[]{Pkg.class, Named.class}, h);
        h.ret = 99;
        System.out.println(((Pkg) pkg).id() + " " + ((Named) pkg).id() + " [" + pkg.getClass().getPackageName() + "]");
        tryIt("not interface", () -> Proxy.newProxyInstance(l, new Class<?>[]{String.class}, h));
        tryIt("repeated", () -> Proxy.newProxyInstance(l, new Class<?>[]{Calc.class, Calc.class}, h));
        tryIt("null handler", () -> Proxy.newProxyInstance(l, new Class<?>[]{Calc.class}, null));
        tryIt("null iface", () -> Proxy.newProxyInstance(l, new Class<?>[]{null}, h));
        tryIt("not visible", () -> Proxy.newProxyInstance(null, new Class<?>[]{Calc.class}, h));
        tryIt("not proxy", () -> Proxy.getInvocationHandler("s"));
        tryIt("no ifaces", () -> Proxy.newProxyInstance(l, new Class<?>[0], h).toString());
        tryIt("jdk iface", () -> {
            Runnable r = (Runnable) Proxy.newProxyInstance(null, new Class<?>[]{Runnable.class}, (pr, m, a) -> {
                System.out.println("in run " + m);
                return null;
            });
            r.run();
            return r.getClass().getClassLoader();
        });
        tryIt("reflective", () -> Calc.class.getMethod("add", int.class, int.class).invoke(p, 3, 4));
        tryIt("list", () -> {
            List<?> li = (List<?>) Proxy.newProxyInstance(l, new Class<?>[]{List.class}, (pr, m, a) -> m.invoke(List.of("x", "y", "z"), a));
            StringBuilder sb = new StringBuilder();
            for (Object o : li) sb.append(o);
            return sb + " " + li.size() + li.contains("y") + li;
        });
        int s = 0;
        h.ret = 3;
        for (int i = 0; i < 50; i++) s += c.add(i, i);
        System.out.println(s);
        System.out.println("done Proxies");
    }
}
