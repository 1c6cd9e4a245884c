import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

/** Proxies used in earnest: interceptors in chains, non-public interfaces and their packages, default methods through diamonds, primitives of every kind, self-referential handlers, generic bridges, errors thrown through. */
public class ProxyChains {
    interface Account {
        long balance();

        void deposit(long n);

        default void twice(long n) {
            deposit(n);
            deposit(n);
        }

        Account self();
    }

    public interface All {
        boolean z(boolean x);

        byte b(byte x);

        short s(short x);

        char c(char x);

        int i(int x);

        long j(long x);

        float f(float x);

        double d(double x);

        int[] arr(int[] x, String[][] y);

        void v();
    }

    interface Left {
        default String who() { return "left"; }
    }

    interface Right {
        default String who() { return "right"; }
    }

    interface Both extends Left, Right {
        default String who() { return Left.super.who() + Right.super.who(); }
    }

    interface Src<T> {
        T get(T t) throws java.io.IOException;
    }

    interface StrSrc extends Src<String> {
        String get(String s);
    }

    static <T> T wrap(Class<T> type, T target, Consumer<String> log) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (p, m, a) -> {
            log.accept(">" + m.getName());
            try {
                if (m.getName().equals("self")) return p;
                return m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : m.invoke(target, a);
            } catch (InvocationTargetException e) {
                log.accept("!" + e.getCause().getMessage());
                throw e.getCause();
            } finally {
                log.accept("<" + m.getName());
            }
        }));
    }

    static void t(String what, Runnable r) {
        try {
            r.run();
            System.out.println(what + " ok");
        } catch (Throwable e) {
            System.out.println(what + " " + e.getClass().getName() + " " + e.getMessage() + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }

    public static void main(String[] args) throws Exception {
        long[] money = {0};
        Account real = new Account() {
            public long balance() {
                return money[0];
            }

            public void deposit(long n) {
                if (n < 0) throw new IllegalArgumentException("negative");
                money[0] += n;
            }

            public Account self() {
                return this;
            }
        };
        StringBuilder log = new StringBuilder();
        Account one = wrap(Account.class, real, s -> log.append("1").append(s).append(' '));
        Account two = wrap(Account.class, one, s -> log.append("2").append(s).append(' '));
        two.twice(50);
        two.deposit(1);
        System.out.println(two.balance() + " " + (two.self() == two) + " " + log);
        log.setLength(0);
        t("through two", () -> two.deposit(-1));
        System.out.println(log);
        Account deep = real;
        int[] hops = {0};
        for (int i = 0; i < 40; i++) deep = wrap(Account.class, deep, s -> hops[0]++);
        deep.deposit(9);
        System.out.println(deep.balance() + " " + hops[0]);
        All all = (All) Proxy.newProxyInstance(All.class.getClassLoader(), new Class<?>[]{All.class}, (p, m, a) -> a == null ? null : a[0]);
        System.out.println(all.z(true) + " " + all.b((byte) -1) + " " + all.s((short) -2) + " " + (int) all.c('\uffff') + " " + all.i(Integer.MIN_VALUE) + " " + all.j(Long.MAX_VALUE) + " " + all.f(Float.MIN_VALUE) + " " + all.d(-0.0) + " " + all.arr(new int[]{4}, null)[0]);
        all.v();
        for (Object wrong : new Object[]{null, "s", 1, 1L, 'c', true, 1f, 1.0, (byte) 1, (short) 1}) {
            All w = (All) Proxy.newProxyInstance(All.class.getClassLoader(), new Class<?>[]{All.class}, (p, m, a) -> wrong);
            StringBuilder sb = new StringBuilder();
            for (Supplier<Object> s : List.<Supplier<Object>>of(() -> w.z(true), () -> w.b((byte) 1), () -> w.s((short) 1), () -> w.c('c'), () -> w.i(1), () -> w.j(1), () -> w.f(1), () -> w.d(1), () -> w.arr(null, null))) {
                try {
                    sb.append(s.get()).append(' ');
                } catch (ClassCastException e) {
                    sb.append("CCE ");
                } catch (NullPointerException e) {
                    sb.append("NPE ");
                }
            }
            w.v();
            System.out.println(wrong + ": " + sb);
        }
        Both both = (Both) Proxy.newProxyInstance(Both.class.getClassLoader(), new Class<?>[]{Both.class}, (p, m, a) -> InvocationHandler.invokeDefault(p, m, a) + m.getDeclaringClass().getSimpleName());
        System.out.println(both.who());
        Object lr = Proxy.newProxyInstance(Left.class.getClassLoader(), new Class<?>[]{Left.class, Right.class}, (p, m, a) -> m.getDeclaringClass().getSimpleName() + InvocationHandler.invokeDefault(p, m, a));
        System.out.println(((Left) lr).who() + " " + ((Right) lr).who());
        StrSrc src = (StrSrc) Proxy.newProxyInstance(StrSrc.class.getClassLoader(), new Class<?>[]{StrSrc.class}, (p, m, a) -> {
            if (a[0].equals("io")) throw new java.io.IOException("io");
            if (a[0].equals("err")) throw new Error("err");
            return a[0] + m.getReturnType().getSimpleName() + m.isBridge();
        });
        System.out.println(src.get("x") + " " + ((Src<String>) src).get("y"));
        t("io", () -> src.get("io"));
        t("err", () -> src.get("err"));
        t("io by super", () -> {
            try {
                ((Src<String>) src).get("io");
            } catch (java.io.IOException e) {
                throw new RuntimeException("caught " + e.getMessage());
            }
        });
        t("no interface", () -> Proxy.newProxyInstance(null, new Class<?>[]{String.class}, (p, m, a) -> null));
        t("twice the same", () -> Proxy.newProxyInstance(null, new Class<?>[]{Runnable.class, Runnable.class}, (p, m, a) -> null));
        t("not visible", () -> Proxy.newProxyInstance(null, new Class<?>[]{Both.class}, (p, m, a) -> null));
        t("null handler", () -> Proxy.newProxyInstance(null, new Class<?>[]{Runnable.class}, null));
        t("default of other", () -> {
            try {
                InvocationHandler.invokeDefault(lr, Account.class.getDeclaredMethod("twice", long.class), 1L);
            } catch (RuntimeException e) {
                throw e;
            } catch (Throwable e) {
                throw new RuntimeException(e);
            }
        });
        System.out.println(Proxy.isProxyClass(one.getClass()) + " " + (one.getClass() == two.getClass()) + " " + one.getClass().getPackageName().isEmpty() + " " + all.getClass().getPackageName() + " " + Modifier.toString(one.getClass().getModifiers()) + " " + Modifier.toString(all.getClass().getModifiers()) + " " + all.getClass().getModule().isNamed() + " " + Arrays.toString(both.getClass().getInterfaces()));
        System.out.println("done ProxyChains");
    }
}
