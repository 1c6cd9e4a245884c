import java.io.*;

/** printStackTrace in all forms: causes, common frames, suppressed, circular, line numbers in many constructs, constructors, initializers. */
public class StackTraces {
    static class Chain extends Exception {
        Chain(String m, Throwable c) {
            super(m, c);
        }
    }

    static class Custom extends RuntimeException {
        Custom() {
            super("custom");
        }

        @Override
        public String toString() {
            return "Custom!";
        }
    }

    static class NoTrace extends RuntimeException {
        NoTrace() {
            super("no trace", null, false, false);
        }
    }

    static class Init {
        int v = bad();

        {
            v++;
        }

        static int bad() {
            throw new IllegalStateException("in field init");
        }
    }

    static class SInit {
        static int x;

        static {
            x = 1;
            level1(5);
        }
    }

    static void level1(int k) {
        level2(k,
            k + 1);
    }

    static void level2(int a, int b) {
        int sum = a
            + b;
        if (sum > 3)
            throw new ArithmeticException(
                "sum " + sum);
    }

    static void wrap() throws Chain {
        try {
            level1(4);
        } catch (ArithmeticException e) {
            throw new Chain("wrapped", e);
        }
    }

    static void twice() throws Chain {
        try {
            wrap();
        } catch (Chain c) {
            throw new Chain("twice", c);
        }
    }

    static String print(Throwable t) {
        StringWriter w = new StringWriter();
        t.printStackTrace(new PrintWriter(w));
        return w.toString();
    }

    interface Act {
        void run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            a.run();
        } catch (Throwable e) {
            System.out.println("== " + what);
            System.out.print(print(e));
        }
    }

    static void multi(int[] a, String s) {
        a[0] = s.length()
            + a[1]
            * Integer.parseInt(
                s);
    }

    static int rec(int n) {
        if (n == 0) throw new UnsupportedOperationException("deep");
        return rec(n - 1) + 1;
    }

    public static void main(String[] args) throws Exception {
        t("plain", () -> level1(9));
        t("cause", StackTraces::wrap);
        t("twice", StackTraces::twice);
        t("custom", () -> {
            throw new Custom();
        });
        t("no trace", () -> {
            throw new NoTrace();
        });
        t("field init", Init::new);
        t("static init", () -> SInit.x++);
        t("static init again", () -> SInit.x++);
        t("multi line", () -> multi(new int[2], "12x"));
        t("multi line 2", () -> multi(new int[1], "12"));
        t("recursion", () -> rec(6));
        t("suppressed", () -> {
            Exception e = new Exception("main");
            e.addSuppressed(new RuntimeException("s1", new Error("cause of s1")));
            e.addSuppressed(new Chain("s2", null));
            throw e;
        });
        t("try resource", () -> {
            try (Closeable c = () -> {
                throw new IOException("close");
            }) {
                level1(7);
            }
        });
        t("circular", () -> {
            Exception a = new Exception("a"), b = new Exception("b", a);
            a.initCause(b);
            throw a;
        });
        t("circular suppressed", () -> {
            Exception a = new Exception("a"), b = new Exception("b");
            a.addSuppressed(b);
            b.addSuppressed(a);
            throw a;
        });
        t("set trace", () -> {
            Exception a = new Exception("set");
            a.setStackTrace(new StackTraceElement[]{new StackTraceElement("C", "m", "F.java", 12), new StackTraceElement("C", "nat", null, -2), new StackTraceElement("C", "nofile", null, -1),
                new StackTraceElement("C", "noline", "F.java", -1), new StackTraceElement("loader", "mod", "1.0", "D", "x", "D.java", 3), new StackTraceElement("app", "m", null, "E", "y", "E.java", 4)});
            throw a;
        });
        t("fill", () -> {
            Exception a = make();
            a.fillInStackTrace();
            throw a;
        });
        t("not filled", () -> {
            throw make();
        });
        t("jdk frames", () -> java.util.List.of(1).forEach(x -> level1(x + 9)));
        t("reflect", () -> {
            try {
                StackTraces.class.getDeclaredMethod("rec", int.class).invoke(null, 1);
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw e.getCause();
            }
        });
        t("null message cause", () -> {
            throw new RuntimeException(null, new RuntimeException((String) null));
        });
        t("multi line message", () -> {
            throw new Exception("line1\nline2");
        });
        Exception e = make();
        StackTraceElement f = e.getStackTrace()[0];
        System.out.println(f + " " + f.getFileName() + " " + f.getLineNumber() + " " + f.getModuleName() + " " + f.getClassLoaderName() + " " + f.getClassName() + " " + f.isNativeMethod());
        StackTraceElement[] st = e.getStackTrace();
        st[0] = null;
        System.out.println(e.getStackTrace()[0] != null);
        ByteArrayOutputStream bos = new ByteArrayOutputStream();
        e.printStackTrace(new PrintStream(bos, true));
        System.out.print(bos);
        System.out.println("done StackTraces");
    }

    static Exception make() {
        return new Exception("made");
    }
}
