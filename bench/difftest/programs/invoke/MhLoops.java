import java.lang.invoke.*;
import java.util.*;

import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.methodType;

/** Loop combinators, tryFinally, iterated and counted loops, table switch, and their error messages. */
public class MhLoops {
    static boolean less(int i, int n) {
        return i < n;
    }

    static int inc(int i, int n) {
        return i + 1;
    }

    static int start(int n) {
        return 0;
    }

    static int sumStep(int acc, int i, int n) {
        return acc + i * n;
    }

    static String catStep(String acc, Object o, List<?> l) {
        return acc + "/" + o;
    }

    static String emptyInit(List<?> l) {
        return "";
    }

    static int halve(int x) {
        return x / 2;
    }

    static boolean positive(int x) {
        return x > 0;
    }

    static int body(int x) {
        if (x == 13) throw new IllegalArgumentException("thirteen");
        return x * 2;
    }

    static int cleanup(Throwable t, int r, int x) {
        System.out.println("cleanup " + (t == null ? "none" : t.getMessage()) + " " + r + " " + x);
        return r + 1000;
    }

    static int c0(int sel, String s) {
        return 100 + s.length();
    }

    static int c1(int sel, String s) {
        return 200 + s.length();
    }

    static int dflt(int sel, String s) {
        return -sel;
    }

    static MethodHandle st(String n, Class<?> r, Class<?>... ps) throws Exception {
        return lookup().findStatic(MhLoops.class, n, methodType(r, ps));
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
        MethodHandle wl = whileLoop(st("start", int.class, int.class), st("less", boolean.class, int.class, int.class), st("inc", int.class, int.class, int.class));
        System.out.println((int) wl.invokeExact(12) + " " + wl.type());
        MethodHandle dw = doWhileLoop(constant(int.class, 100), st("halve", int.class, int.class), st("positive", boolean.class, int.class));
        System.out.println((int) dw.invoke());
        MethodHandle cl = countedLoop(identity(int.class), dropArguments(constant(int.class, 5), 0, int.class), st("sumStep", int.class, int.class, int.class, int.class));
        System.out.println((int) cl.invoke(10));
        MethodHandle cl2 = countedLoop(dropArguments(constant(int.class, 3), 0, int.class), identity(int.class), null, st("sumStep", int.class, int.class, int.class, int.class));
        System.out.println((int) cl2.invoke(6));
        MethodHandle it = iteratedLoop(null, st("emptyInit", String.class, List.class), st("catStep", String.class, String.class, Object.class, List.class));
        System.out.println((String) it.invoke(List.of(1, "two", 3.0)));
        System.out.println(it.type());
        err("loop", () -> {
            MethodHandle fact = loop(new MethodHandle[]{zero(int.class), insertArguments(st("inc", int.class, int.class, int.class), 1, 0)},
                new MethodHandle[]{null, null, insertArguments(st("less", boolean.class, int.class, int.class), 1, 25), identity(int.class)});
            System.out.println((int) fact.invoke());
        });
        MethodHandle tf = tryFinally(st("body", int.class, int.class), st("cleanup", int.class, Throwable.class, int.class, int.class));
        System.out.println((int) tf.invoke(4));
        err("tryFinally", () -> tf.invoke(13));
        MethodHandle ts = tableSwitch(st("dflt", int.class, int.class, String.class), st("c0", int.class, int.class, String.class), st("c1", int.class, int.class, String.class));
        System.out.println((int) ts.invoke(0, "a") + " " + (int) ts.invoke(1, "bb") + " " + (int) ts.invoke(2, "c") + " " + (int) ts.invoke(-7, "d"));
        err("no clauses", () -> loop());
        err("null body", () -> whileLoop(null, st("positive", boolean.class, int.class), null));
        err("no pred", () -> loop(new MethodHandle[]{zero(int.class), identity(int.class)}));
        err("tf type", () -> tryFinally(st("body", int.class, int.class), st("halve", int.class, int.class)));
        err("switch type", () -> tableSwitch(st("halve", int.class, int.class), st("positive", boolean.class, int.class)));
        int total = 0;
        for (int i = 0; i < 40; i++) total += (int) wl.invokeExact(i);
        System.out.println(total);
        System.out.println("done MhLoops");
    }
}
