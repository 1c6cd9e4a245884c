// difftest: compare=stdout,exit,stderr
import java.io.*;

/** Throwables that misbehave: overridden methods, messages that throw, null traces, toString null, cause cycles, exceptions while printing the uncaught one. */
public class ThrowableOddities {
    static class NoFill extends RuntimeException {
        NoFill() {
            super("no fill");
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    static class OwnTrace extends Exception {
        @Override
        public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[]{new StackTraceElement("Own", "trace", "Own.java", 7)};
        }

        @Override
        public Throwable getCause() {
            return new Error("made up cause");
        }
    }

    static class NullMsg extends Error {
        @Override
        public String getLocalizedMessage() {
            return null;
        }
    }

    static class Local extends Exception {
        Local() {
            super("plain");
        }

        @Override
        public String getLocalizedMessage() {
            return "localized";
        }
    }

    static class ToStringThrows extends RuntimeException {
        @Override
        public String toString() {
            throw new IllegalStateException("from toString");
        }
    }

    static String print(Throwable t) {
        StringWriter w = new StringWriter();
        t.printStackTrace(new PrintWriter(w));
        return w.toString();
    }

    static class ThrowInCatch implements AutoCloseable {
        @Override
        public void close() throws IOException {
            throw new IOException("close");
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.print(print(new NoFill()));
        System.out.println(new NoFill().getStackTrace().length);
        System.out.print(print(new OwnTrace()));
        System.out.println(new NullMsg() + " " + new Local() + " " + new Local().getMessage());
        try {
            print(new ToStringThrows());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        Throwable t = new Throwable();
        try {
            t.setStackTrace(null);
        } catch (NullPointerException e) {
            System.out.println("npe trace");
        }
        try {
            t.setStackTrace(new StackTraceElement[]{null});
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        t.setStackTrace(new StackTraceElement[0]);
        System.out.print(print(t));
        System.out.println(t.initCause(null) == t);
        try {
            t.initCause(new Error());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try {
            new Exception("self").initCause(null).initCause(null);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try (ThrowInCatch c = new ThrowInCatch()) {
            throw new IllegalStateException("body", new Error("deep"));
        } catch (IllegalStateException e) {
            System.out.print(print(e));
        }
        Throwable a = new Exception("same");
        Throwable b = new RuntimeException("one", a), c = new RuntimeException("two", a);
        b.addSuppressed(c);
        System.out.print(print(b));
        Exception ex = new Exception("refilled");
        refill(ex);
        System.out.println(ex.getStackTrace()[0].getMethodName());
        StackTraceElement x = new StackTraceElement("A", "m", "A.java", 3), y = new StackTraceElement("A", "m", "A.java", 3);
        System.out.println(x.equals(y) + " " + (x.hashCode() == y.hashCode()) + " " + x.equals(new StackTraceElement("A", "m", "A.java", 4)));
        Thread th = new Thread(() -> {
            throw new ToStringThrows();
        }, "odd");
        th.start();
        th.join();
        System.out.println("after odd " + th.getState());
        Thread.setDefaultUncaughtExceptionHandler((q, e) -> {
            System.out.println("handler for " + q.getName() + " " + e.getMessage());
            throw new IllegalStateException("handler fails");
        });
        throw new Local();
    }

    static void refill(Exception e) {
        e.fillInStackTrace();
    }
}
