import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Calls whose receivers are of one class for long, then of more, and calls through lambdas. */
public class InlinedTypes {
    interface Shape {
        double area();

        default String name() {
            return "shape " + (long) area();
        }
    }

    record Square(double side) implements Shape {
        public double area() {
            return side * side;
        }
    }

    record Circle(double radius) implements Shape {
        public double area() {
            return 3 * radius * radius;
        }

        public String name() {
            return "circle";
        }
    }

    static class Box implements Shape {
        final long a;
        final long b;

        Box(long a, long b) {
            this.a = a;
            this.b = b;
        }

        public double area() {
            return a * b;
        }

        long volume(long c, int times) {
            return a * b * c * times;
        }
    }

    static class Cube extends Box {
        Cube(long a) {
            super(a, a);
        }

        @Override
        long volume(long c, int times) {
            return super.volume(c, times) + 1;
        }
    }

    static double sum(Shape[] shapes) {
        double sum = 0;
        for (Shape shape : shapes) {
            sum += shape.area() + shape.name().length();
        }
        return sum;
    }

    static long volumes(Box[] boxes, long c) {
        long sum = 0;
        for (Box box : boxes) {
            sum += box.volume(c, 2);
        }
        return sum;
    }

    static Shape[] shapes(int kinds) {
        Shape[] shapes = new Shape[20];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = switch (i % kinds) {
                case 0 -> new Square(i);
                case 1 -> new Circle(i);
                case 2 -> new Box(i, 2);
                default -> new Cube(i);
            };
        }
        return shapes;
    }

    static Box[] boxes(boolean mixed) {
        Box[] boxes = new Box[20];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = mixed && i % 3 == 0 ? new Cube(i) : new Box(i, i + 1);
        }
        return boxes;
    }

    static int apply(IntUnaryOperator f, int n) {
        for (int i = 0; i < 20; i++) {
            n = f.applyAsInt(n);
        }
        return n;
    }

    static int lambdas(int n) {
        int k = n % 5;
        IntUnaryOperator add = x -> x + k;
        IntBinaryOperator mul = (x, y) -> x * y + 1;
        Function<Integer, String> show = Integer::toHexString;
        Supplier<String> text = () -> "n" + k + show.apply(n);
        return apply(add, n) + mul.applyAsInt(n, 3) + text.get().hashCode() + apply(x -> x ^ 5, n);
    }

    static String concat(int i, Object o, char c) {
        return "i=" + i + " o=" + o + c + (long) i + (i % 2 == 0) + null;
    }

    public static void main(String[] args) {
        for (int kinds = 1; kinds <= 4; kinds++) {
            Shape[] shapes = shapes(kinds);
            double sum = 0;
            for (int i = 0; i < 400; i++) {
                sum += sum(shapes);
            }
            System.out.println(kinds + " " + sum);
        }
        for (int round = 0; round < 4; round++) {
            Box[] boxes = boxes(round % 2 == 1);
            long sum = 0;
            for (int i = 0; i < 400; i++) {
                sum += volumes(boxes, i);
            }
            System.out.println(round + " " + sum);
        }
        int hash = 0;
        for (int i = 0; i < 1000; i++) {
            hash = hash * 31 + lambdas(i) + concat(i, i % 3 == 0 ? "x" : (Object) i, (char) ('a' + i % 26)).hashCode();
        }
        System.out.println(hash);
        try {
            sum(new Shape[] {new Square(1), null});
        } catch (NullPointerException e) {
            System.out.println("null " + e.getStackTrace()[0].getMethodName());
        }
        System.out.println("done InlinedTypes");
    }
}
