import java.util.ArrayList;
import java.util.List;

/** Evaluation order: operands, array stores, compound assignment, null and bounds checks against right hand sides, string switch side effects. */
public class EvalOrder {
    static List<String> log = new ArrayList<>();

    static int i(String n, int v) {
        log.add(n);
        return v;
    }

    static <T> T o(String n, T v) {
        log.add(n);
        return v;
    }

    static int boom(String n) {
        log.add(n);
        throw new IllegalStateException(n);
    }

    int fld;
    static int sf;

    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        log.clear();
        Object r;
        try {
            r = a.run();
        } catch (Throwable t) {
            r = t.getClass().getSimpleName();
        }
        System.out.println(what + " -> " + r + " " + log);
    }

    static int sum(int a, int b, int c) {
        log.add("sum");
        return a * 100 + b * 10 + c;
    }

    EvalOrder self(String n) {
        log.add(n);
        return this;
    }

    int m(int x) {
        log.add("m");
        return x;
    }

    EvalOrder() {}

    EvalOrder(int x, EvalOrder e) {
        log.add("ctor");
        fld = x;
    }

    static EvalOrder nul(String n) {
        log.add(n);
        return null;
    }

    public static void main(String[] args) {
        t("binary", () -> i("a", 1) + i("b", 2) * i("c", 3) - i("d", 4));
        t("args", () -> sum(i("a", 1), i("b", 2), i("c", 3)));
        t("arg throws", () -> sum(i("a", 1), boom("b"), i("c", 3)));
        t("array store", () -> o("arr", new int[3])[i("idx", 1)] = i("val", 9));
        t("null array store", () -> o("arr", (int[]) null)[i("idx", 1)] = i("val", 9));
        t("null array store throws", () -> o("arr", (int[]) null)[i("idx", 1)] = boom("val"));
        t("oob store", () -> o("arr", new int[1])[i("idx", 5)] = i("val", 9));
        t("compound null", () -> o("arr", (int[]) null)[i("idx", 1)] += i("val", 9));
        t("compound oob", () -> o("arr", new int[1])[i("idx", 5)] += boom("val"));
        t("field null", () -> nul("obj").fld = i("val", 3));
        t("field null throws", () -> nul("obj").fld = boom("val"));
        t("field compound null", () -> nul("obj").fld += boom("val"));
        t("static via null", () -> nul("obj").sf = i("val", 3));
        t("call null", () -> nul("obj").m(i("arg", 1)));
        t("call chain", () -> new EvalOrder().self("s1").self("s2").m(i("arg", 1)));
        t("new", () -> new EvalOrder(i("x", 1), o("e", null)).fld);
        t("new throws", () -> new EvalOrder(boom("x"), o("e", null)).fld);
        t("array init", () -> new int[]{i("a", 1), i("b", 2), i("c", 3)}[i("idx", 1)]);
        t("array init throws", () -> new int[]{i("a", 1), boom("b"), i("c", 3)}.length);
        t("multi dims", () -> new int[i("a", 2)][i("b", 3)].length);
        t("multi dims neg", () -> new int[i("a", -2)][boom("b")].length);
        t("ternary", () -> i("c", 0) == 0 ? i("t", 1) : i("f", 2));
        t("div zero order", () -> i("a", 1) / i("b", 0) + i("c", 1));
        t("lhs before", () -> {
            int[] a = {1, 2, 3};
            int[] b = a;
            a[i("x", 0)] = (a = new int[]{7, 8, 9})[i("y", 1)];
            return b[0] + " " + a[0];
        });
        t("compound saved", () -> {
            int k = 9;
            k += (k = 3) * k;
            return k;
        });
        t("compound saved2", () -> {
            int[] k = {9};
            k[0] += (k[0] = 3);
            return k[0];
        });
        t("string +=", () -> {
            String s = "s";
            s += s = "t";
            return s;
        });
        t("string arr +=", () -> {
            String[] s = {"s"};
            s[i("i", 0)] += o("v", "x") + o("w", "y");
            return s[0];
        });
        t("chained assign", () -> {
            int[] a = new int[2];
            int x = a[i("i", 0)] = a[i("j", 1)] = i("v", 5);
            return x + a[0] + a[1];
        });
        t("instanceof", () -> o("x", (Object) "s") instanceof String s && i("y", s.length()) == 1);
        t("cast", () -> (Integer) o("x", (Object) "s") + i("y", 1));
        t("switch", () -> {
            switch (o("sel", "b")) {
                case "a": return i("a", 1);
                case "b": i("b", 2);
                default: return i("d", 3);
            }
        });
        t("sync", () -> {
            synchronized (o("lock", new Object())) {
                return i("body", 1);
            }
        });
        t("sync null", () -> {
            synchronized (o("lock", null)) {
                return i("body", 1);
            }
        });
        t("throw", () -> {
            throw o("ex", new java.io.IOException());
        });
        t("for", () -> {
            int n = 0;
            for (int k = i("init", 0); k < i("cond", 2); k += i("upd", 1)) n += i("body", 1);
            return n;
        });
        t("foreach", () -> {
            int n = 0;
            for (int k : o("arr", new int[]{1, 2})) n += i("body", k);
            return n;
        });
        t("shift types", () -> (1L << i("s", 33)) + (byte) i("b", 200) + (char) i("c", 65));
        t("++ array", () -> o("arr", new int[]{5})[i("i", 0)]++ + i("x", 1));
        t("aastore check last", () -> o("arr", (Object[]) new String[1])[i("i", 3)] = o("v", (Object) 5));
        t("aastore", () -> o("arr", (Object[]) new String[1])[i("i", 0)] = o("v", (Object) 5));
        t("and-or", () -> i("a", 1) == 1 || i("b", 2) == 2 ? i("a", 1) == 0 & i("c", 3) == 3 : boom("no") == 0);
        t("concat", () -> "" + i("a", 1) + o("b", "B") + boom("c") + i("d", 4));
        System.out.println("done EvalOrder");
    }
}
