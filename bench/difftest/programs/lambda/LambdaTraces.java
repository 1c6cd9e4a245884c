import java.util.Arrays;
import java.util.List;
import java.util.function.*;

/** Stack traces through lambdas and method references: which frames are shown and which are hidden. */
public class LambdaTraces {
    static void dump(Throwable t) {
        System.out.println(t);
        for (StackTraceElement e : t.getStackTrace()) {
            if (!e.getClassName().startsWith("LambdaTraces")) {
                System.out.println("  .. " + e.getClassName().replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda") + "." + e.getMethodName());
            } else {
                System.out.println("  at " + e.getClassName().replaceAll("0x[0-9a-f]+", "H") + "." + e.getMethodName() + ":" + e.getLineNumber());
            }
        }
    }

    static int fail(int x) {
        if (x > 2) throw new IllegalArgumentException("x=" + x);
        return x;
    }

    static class Ctor {
        Ctor() {
            throw new IllegalStateException("ctor");
        }
    }

    static void run(Runnable r) {
        try {
            r.run();
        } catch (RuntimeException e) {
            dump(e);
        }
    }

    static Object obj = "str";

    int inst(int k) {
        return fail(k);
    }

    public static void main(String[] args) {
        run(() -> fail(3));
        run(() -> run2(() -> fail(4)));
        Function<Integer, Integer> f = LambdaTraces::fail;
        run(() -> f.apply(5));
        run(Ctor::new);
        IntUnaryOperator op = new LambdaTraces()::inst;
        run(() -> op.applyAsInt(6));
        run(() -> {
            Integer i = (Integer) obj;
        });
        run(() -> {
            int[] a = new int[1];
            a[2] = 1;
        });
        List<Integer> l = Arrays.asList(1, 2, 3);
        run(() -> l.forEach(LambdaTraces::fail));
        Supplier<Integer> nul = () -> null;
        run(() -> {
            int x = nul.get();
        });
        run(new Runnable() {
            public void run() {
                Runnable in = () -> {
                    throw new RuntimeException("anon", new Error("cause"));
                };
                in.run();
            }
        });
        StackTraceElement[] here = new Throwable().getStackTrace();
        System.out.println(here.length + " " + here[0]);
        Supplier<StackTraceElement[]> sup = () -> Thread.currentThread().getStackTrace();
        for (StackTraceElement e : sup.get()) System.out.println(e.getMethodName() + " " + (e.getClassName().startsWith("java.") ? -1 : e.getLineNumber()) + " " + e.isNativeMethod());
        System.out.println("done LambdaTraces");
    }

    static void run2(Runnable r) {
        r.run();
    }
}
