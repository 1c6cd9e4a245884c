import java.util.ArrayList;
import java.util.List;

/** A loop over an array, interface calls of two classes, string concatenation. */
public class Sieve {
    interface Shape {
        int area();
    }

    record Square(int side) implements Shape {
        public int area() {
            return side * side;
        }
    }

    record Strip(int a, int b) implements Shape {
        public int area() {
            return a * b;
        }
    }

    static int run(int n) {
        boolean[] composite = new boolean[n];
        int count = 0;
        for (int i = 2; i < n; i++) {
            if (!composite[i]) {
                count++;
                for (int j = i + i; j < n; j += i) {
                    composite[j] = true;
                }
            }
        }
        return count;
    }

    static int sum(List<Shape> shapes) {
        int sum = 0;
        for (Shape shape : shapes) {
            sum += shape.area();
        }
        return sum;
    }

    static int square(int x) {
        return x * x;
    }

    static String text(int i) {
        return "a" + i + "b";
    }

    public static void main(String[] args) {
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            shapes.add(i % 3 == 0 ? new Square(i) : new Strip(i, 2));
        }
        int total = 0;
        for (int i = 0; i < 12000; i++) {
            total += sum(shapes) + text(i).length() + square(i);
            if (i % 100 == 0) {
                total += run(3000);
            }
        }
        System.out.println(total);
    }
}
