import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/** The same in modern Java, and as one would write it by hand. */
public class ByHand {
    static final MethodHandle TWICE;

    static {
        try {
            MethodType type = MethodType.methodType(int.class, int.class);
            TWICE = MethodHandles.lookup().findStatic(ByHand.class, "twice", type);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static int twice(int x) {
        return x * 2 + 1;
    }

    static int lambda(int x) {
        IntUnaryOperator operator = v -> v * 2 + 1;
        return operator.applyAsInt(x);
    }

    static int lambdaByHand(int x) {
        return x * 2 + 1;
    }

    static int capturing(int x, int y) {
        IntBinaryOperator operator = (v, w) -> v * y + w;
        return operator.applyAsInt(x, 3);
    }

    static int capturingByHand(int x, int y) {
        return x * y + 3;
    }

    static int handle(int x) throws Throwable {
        return (int) TWICE.invokeExact(x);
    }

    static int handleByHand(int x) {
        return twice(x);
    }

    static int reference(int x) {
        IntUnaryOperator operator = ByHand::twice;
        return operator.andThen(Math::abs).applyAsInt(x);
    }

    static int referenceByHand(int x) {
        return Math.abs(twice(x));
    }

    static String concat(String a, int b) {
        return "a=" + a + b;
    }

    static String concatByHand(String a, int b) {
        return new StringBuilder().append("a=").append(a).append(b).toString();
    }

    public static void main(String[] args) throws Throwable {
        long sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += lambda(i) - lambdaByHand(i);
            sum += capturing(i, 5) - capturingByHand(i, 5);
            sum += handle(i) - handleByHand(i);
            sum += reference(i) - referenceByHand(i);
            sum += concat("x", i).length() - concatByHand("x", i).length();
        }
        System.out.println("sum " + sum);
    }
}
