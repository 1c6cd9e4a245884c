// difftest: compare=stdout,exit,stderr
import java.util.*;
import java.util.concurrent.*;

/** Whole stack traces on standard error, with frames of the class library, modules, lambdas, reflection, constructors, nested causes and suppressed ones, from several threads in turn. */
public class TracesToStderr {
    static class Res implements AutoCloseable {
        final String name;

        Res(String name) {
            this.name = name;
        }

        @Override
        public void close() throws Exception {
            throw new Exception("close " + name, new RuntimeException("inner " + name));
        }
    }

    static class Init {
        static final int X = compute();

        static int compute() {
            return List.of(1, 2).get(5);
        }
    }

    class Inner {
        Inner(int depth) {
            if (depth == 0) throw new UnsupportedOperationException("ctor");
            new Inner(depth - 1);
        }
    }

    static void show(Throwable t) {
        t.printStackTrace();
    }

    static void t(Callable<?> c) {
        try {
            c.call();
            System.out.println("fine");
        } catch (Throwable e) {
            show(e);
            System.out.println(e.getStackTrace().length + " " + e.getClass().getSimpleName());
        }
    }

    static <T extends Throwable> void sneak(Throwable t) throws T {
        throw (T) t;
    }

    public static void main(String[] args) throws Exception {
        t(() -> Integer.parseInt("x1"));
        t(() -> new ArrayList<>(List.of(1)).get(2));
        t(() -> {
            new TreeMap<>(Comparator.comparing(Object::toString)).put(null, 1);
            return 0;
        });
        t(() -> {
            try (Res a = new Res("a"); Res b = new Res("b")) {
                throw new IllegalStateException("body");
            }
        });
        for (int i = 0; i < 2; i++) t(() -> Init.X);
        t(() -> new TracesToStderr().new Inner(2));
        t(() -> TracesToStderr.class.getDeclaredMethod("show", Throwable.class).invoke(null, (Object) null));
        t(() -> List.of(3, 1, 2).stream().map(x -> 6 / (x - 1)).toList());
        t(() -> CompletableFuture.supplyAsync(() -> List.of().get(0), Runnable::run).get());
        t(() -> {
            new Object() {
                void deep(int n) {
                    if (n == 0) TracesToStderr.<RuntimeException>sneak(new java.io.IOException("sneaky"));
                    deep(n - 1);
                }
            }.deep(3);
            return 0;
        });
        t(() -> {
            Exception a = new Exception("a"), b = new Exception("b", a);
            a.initCause(b);
            a.addSuppressed(b);
            throw a;
        });
        t(() -> {
            Throwable t = new Throwable("own trace");
            t.setStackTrace(new StackTraceElement[]{new StackTraceElement("app", "mod", "1.0", "C", "m", "F.java", 7), new StackTraceElement("C", "nat", null, -2), new StackTraceElement("D", "x", "D.java", -1), new StackTraceElement("E", "y", null, 5)});
            throw new Exception(t);
        });
        t(() -> {
            String s = args.length == 0 ? null : "";
            return s.length();
        });
        t(() -> {
            Object o = new int[0];
            return (String[]) o;
        });
        t(() -> {
            Thread.currentThread().interrupt();
            new Object() {
                synchronized void w() throws InterruptedException {
                    wait();
                }
            }.w();
            return 0;
        });
        Thread th = new Thread(() -> {
            throw new IllegalArgumentException("in thread");
        }, "worker");
        th.start();
        th.join();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> System.err.println("handler " + t.getName() + " " + e));
        Thread th2 = new Thread(() -> Objects.requireNonNull(null, "handled"), "second");
        th2.start();
        th2.join();
        Thread.setDefaultUncaughtExceptionHandler(null);
        Collections.sort(Arrays.asList("a", null));
    }
}
