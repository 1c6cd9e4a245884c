import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.function.Supplier;

/** Something of everything that a class file can contain. */
public class Samples<T extends Comparable<T>> implements Runnable {
    static final int INT = 7;
    static final long LONG = 1L << 40;
    static final float FLOAT = 1.5f;
    static final double DOUBLE = 2.5;
    static final String STRING = "text";
    static final boolean BOOLEAN = true;
    @Deprecated volatile int counter;
    transient List<? super T> list;

    @Retention(RetentionPolicy.RUNTIME)
    @interface Marked {
        int value() default 3;
        String[] names() default {};
    }

    enum Color { RED, GREEN { @Override int code() { return 5; } }; int code() { return 1; } }

    sealed interface Shape permits Circle, Square {
        double area();
        default String describe() { return "area " + area(); }
        private static int hidden() { return 1; }
    }

    record Circle(@Marked double radius) implements Shape {
        public double area() { return Math.PI * radius * radius; }
    }

    record Square(double side, List<String> tags) implements Shape {
        public double area() { return side * side; }
    }

    @Marked(names = {"a", "b"})
    public synchronized void run() {
        Supplier<String> supplier = () -> "n" + counter;
        Runnable other = new Runnable() { public void run() { counter++; } };
        other.run();
        for (int i = 0; i < 3; i++) {
            long wide = i * 3L;
            try {
                counter += (int) wide;
            } catch (RuntimeException | Error e) {
                throw e;
            } finally {
                counter--;
            }
        }
        supplier.get();
    }

    <E extends Exception> int select(String key, E error, int... rest) throws E, java.io.IOException {
        class Local { int x = rest.length; }
        switch (key) {
            case "one": return 1;
            case "two": return new Local().x;
            default: throw error;
        }
    }

    native int nothing(double d);

    abstract static class Base { protected abstract Object[][] make(int[] a, String... b); }
}
