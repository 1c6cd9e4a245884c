// difftest: flags=-XX:-OmitStackTraceInFastThrow
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is seen of frames whose code stands in that of their callers. */
public class InlinedFrames {
    static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    static int depth3(int n) {
        if (n % 50 == 49) {
            throw new IllegalStateException("at " + n);
        }
        return n + 1;
    }

    static int depth2(int n) {
        return depth3(n) + 1;
    }

    static int depth1(int n) {
        return depth2(n) + 1;
    }

    static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement element : thrown.getStackTrace()) {
            text.append(element.getMethodName()).append(':').append(element.getLineNumber()).append(' ');
        }
        return text.toString();
    }

    static int caught(int n) {
        try {
            return depth1(n);
        } catch (IllegalStateException e) {
            if (n == 149 || n == 2999) {
                System.out.println(e.getMessage() + " " + trace(e));
            }
            return -1;
        }
    }

    static Class<?> caller() {
        return WALKER.getCallerClass();
    }

    static class Other {
        static Class<?> ask() {
            return caller();
        }
    }

    static List<String> walk() {
        return WALKER.walk(frames -> frames.map(f -> f.getMethodName() + ":" + f.getLineNumber()).collect(Collectors.toList()));
    }

    static List<String> walk1() {
        return walk();
    }

    static List<String> walk2() {
        return walk1();
    }

    static void traces() {
        long sum = 0;
        for (int i = 0; i < 3000; i++) {
            sum += caught(i);
        }
        System.out.println(sum);
    }

    static void callers() {
        int n = 0;
        for (int i = 0; i < 3000; i++) {
            n += Other.ask() == Other.class ? 1 : 0;
            n += caller() == InlinedFrames.class ? 1 : 0;
        }
        System.out.println(n);
    }

    static void walks() {
        List<String> last = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<String> seen = walk2();
            if (!seen.equals(last)) {
                System.out.println(seen);
            }
            last = seen;
        }
    }

    // Recursion, and an error deep inside it.

    static int down(int n) {
        return n == 0 ? 0 : 1 + down(n - 1);
    }

    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    static int endless(int n) {
        return endless(n + 1) + 1;
    }

    static void recursion() {
        int sum = 0;
        for (int i = 0; i < 300; i++) {
            sum += down(i % 100) + fib(i % 12);
        }
        System.out.println(sum);
        for (int i = 0; i < 3; i++) {
            try {
                endless(0);
            } catch (StackOverflowError e) {
                System.out.println("overflow " + e.getStackTrace()[0].getMethodName());
            }
        }
    }

    // Implicit exceptions in the callee.

    static int length(int[] array) {
        return array.length;
    }

    static int at(int[] array, int index) {
        return array[index];
    }

    static int divide(int a, int b) {
        return a / b;
    }

    static Object cast(Object value) {
        return (String) value;
    }

    static String implicit(int i) {
        int[] array = i % 7 == 6 ? null : new int[3];
        try {
            int sum = length(array) + at(array, i % 4) + divide(i, i % 5);
            cast(i % 11 == 10 ? (Object) i : "s");
            return "" + sum;
        } catch (NullPointerException | ArithmeticException | IndexOutOfBoundsException | ClassCastException e) {
            return e.getClass().getSimpleName() + trace(e).replaceAll("implicits:.*", "");
        }
    }

    static void implicits() {
        int hash = 0;
        for (int i = 0; i < 3000; i++) {
            String text = implicit(i);
            hash = hash * 31 + text.hashCode();
            if (i > 2970) {
                System.out.println(text);
            }
        }
        System.out.println(hash);
    }

    public static void main(String[] args) {
        traces();
        callers();
        walks();
        recursion();
        implicits();
        System.out.println("done InlinedFrames");
    }
}
