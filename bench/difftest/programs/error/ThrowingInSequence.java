/** Exceptions thrown in the middle of short sequences of instructions: their lines, handlers and what was stored before. */
public class ThrowingInSequence {
    int i = 7;
    double d = 2.5;
    static int counter;

    static int element(int[] a, int i) {
        return a[i];
    }

    static double product(double[][] a, int i, int j, double x, double y) {
        double r = x *
            a[i]
            [j] + y;
        return r;
    }

    static int field(ThrowingInSequence o) {
        return o
            .i;
    }

    static void put(ThrowingInSequence o, int v) {
        o
            .i = v + 1;
    }

    static int divide(int a, int b) {
        int r = a + 1;
        try {
            r = a
                / b;
            r = r + 1;
        } catch (ArithmeticException e) {
            r = -r;
        }
        return r;
    }

    static void increment(int[] a, int i) {
        counter++;
        a[i] += counter;
    }

    static String cast(Object o) {
        return (String) o;
    }

    static int length(int[] a, int n) {
        for (int i = 0; i < a.length; i++) n += a[i];
        return n;
    }

    interface Action {
        Object run();
    }

    static void attempt(String name, Action action) {
        try {
            System.out.println(name + " = " + action.run());
        } catch (RuntimeException e) {
            StackTraceElement top = e.getStackTrace()[0];
            System.out.println(name + ": " + e + " at " + top.getMethodName() + ":" + top.getLineNumber());
        }
    }

    public static void main(String[] args) {
        int[] a = {1, 2, 3};
        double[][] m = {{1, 2}, null};
        // Twice each: before and after the instructions have been resolved.
        for (int round = 0; round < 2; round++) {
            ThrowingInSequence o = new ThrowingInSequence();
            attempt("element 1", () -> element(a, 1));
            attempt("element 3", () -> element(a, 3));
            attempt("element -1", () -> element(a, -1));
            attempt("element of null", () -> element(null, 0));
            attempt("product", () -> product(m, 0, 1, 3, 4));
            attempt("product of null row", () -> product(m, 1, 0, 3, 4));
            attempt("product outside", () -> product(m, 0, 2, 3, 4));
            attempt("field", () -> field(o));
            attempt("field of null", () -> field(null));
            attempt("put", () -> {
                put(o, 1);
                return o.i;
            });
            attempt("put in null", () -> {
                put(null, 1);
                return 0;
            });
            attempt("divide", () -> divide(7, 2));
            attempt("divide by zero", () -> divide(7, 0));
            attempt("increment", () -> {
                increment(a, 9);
                return 0;
            });
            attempt("cast", () -> cast("text"));
            attempt("cast of null", () -> cast(null));
            attempt("cast of other", () -> cast(1));
            attempt("length", () -> length(a, 1));
            attempt("length of null", () -> length(null, 1));
            System.out.println(counter);
        }
    }
}
