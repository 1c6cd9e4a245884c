import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Records and sealed interfaces: an expression is built, simplified and evaluated; switches over enums and strings. */
public class Records {
    sealed interface Expr permits Const, Var, Binary, Negated {}

    enum Operator {
        PLUS, MINUS, TIMES
    }

    record Const(int value) implements Expr {}

    record Var(String name) implements Expr {}

    record Binary(Operator operator, Expr left, Expr right) implements Expr {}

    record Negated(Expr operand) implements Expr {}

    record Point(int x, int y) {
        Point plus(Point o) {
            return new Point(x + o.x, y + o.y);
        }
    }

    static Expr build(int depth, int seed) {
        if (depth == 0) return seed % 3 == 0 ? new Var(seed % 2 == 0 ? "x" : "y") : new Const(seed % 5);
        if (seed % 7 == 0) return new Negated(build(depth - 1, seed * 3 + 1));
        Operator operator = Operator.values()[seed % 3];
        return new Binary(operator, build(depth - 1, seed * 5 + 2 & 0xffff), build(depth - 1, seed * 11 + 3 & 0xffff));
    }

    static Expr simplify(Expr e) {
        if (e instanceof Binary b) {
            Expr left = simplify(b.left()), right = simplify(b.right());
            if (left instanceof Const l && right instanceof Const r) return new Const(apply(b.operator(), l.value(), r.value()));
            if (b.operator() == Operator.TIMES && (isZero(left) || isZero(right))) return new Const(0);
            if (b.operator() == Operator.PLUS && isZero(left)) return right;
            return new Binary(b.operator(), left, right);
        }
        if (e instanceof Negated n) {
            Expr operand = simplify(n.operand());
            if (operand instanceof Const c) return new Const(-c.value());
            return operand instanceof Negated inner ? inner.operand() : new Negated(operand);
        }
        return e;
    }

    static boolean isZero(Expr e) {
        return e instanceof Const c && c.value() == 0;
    }

    static int apply(Operator operator, int a, int b) {
        return switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
        };
    }

    static int evaluate(Expr e, int x, int y) {
        if (e instanceof Const c) return c.value();
        if (e instanceof Binary b) return apply(b.operator(), evaluate(b.left(), x, y), evaluate(b.right(), x, y));
        if (e instanceof Negated n) return -evaluate(n.operand(), x, y);
        return switch (((Var) e).name()) {
            case "x" -> x;
            case "y" -> y;
            default -> throw new IllegalStateException();
        };
    }

    static long work() {
        long sum = 0;
        List<Expr> expressions = new ArrayList<>();
        for (int i = 1; i < 20; i++) expressions.add(build(8, i));
        Set<Expr> seen = new HashSet<>();
        for (Expr e : expressions) {
            Expr simple = simplify(e);
            if (!simple.equals(simplify(simple))) sum++;
            seen.add(simple);
            for (int i = 0; i < 30; i++) sum = sum * 31 + evaluate(e, i, -i) - 2L * evaluate(simple, i, 3);
        }
        Point p = new Point(0, 0);
        for (int i = 0; i < 100_000; i++) p = p.plus(new Point(i & 3, i & 5));
        return sum * 31 + seen.size() + p.x() * 3L + p.y();
    }

    public static void main(String[] args) {
        BenchHarness.run("Records", args, 120, 588799430284350336L, () -> work() * 3 + work());
    }
}
