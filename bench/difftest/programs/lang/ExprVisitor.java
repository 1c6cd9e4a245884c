import java.util.*;
import java.util.function.*;

/** A small symbolic algebra over sealed records: parsing, printing, evaluation, derivation and simplification with pattern matching, switch expressions and visitors. */
public class ExprVisitor {
    sealed interface Expr permits Num, Var, Bin, Neg, Call {
        default <R> R accept(Visitor<R> v) {
            if (this instanceof Num n) return v.num(n);
            if (this instanceof Var x) return v.var(x);
            if (this instanceof Bin b) return v.bin(b);
            if (this instanceof Neg n) return v.neg(n);
            return v.call((Call) this);
        }
    }

    record Num(double v) implements Expr {}

    record Var(String name) implements Expr {}

    enum Op {
        ADD('+', 1) { double apply(double a, double b) { return a + b; } },
        SUB('-', 1) { double apply(double a, double b) { return a - b; } },
        MUL('*', 2) { double apply(double a, double b) { return a * b; } },
        DIV('/', 2) { double apply(double a, double b) { return a / b; } },
        POW('^', 3) { double apply(double a, double b) { return StrictMath.pow(a, b); } };

        final char sign;
        final int level;

        Op(char sign, int level) {
            this.sign = sign;
            this.level = level;
        }

        abstract double apply(double a, double b);

        static Optional<Op> of(char c) {
            return Arrays.stream(values()).filter(o -> o.sign == c).findFirst();
        }
    }

    record Bin(Op op, Expr a, Expr b) implements Expr {
        Bin {
            Objects.requireNonNull(a);
            Objects.requireNonNull(b);
        }
    }

    record Neg(Expr e) implements Expr {}

    record Call(String f, List<Expr> args) implements Expr {
        Call(String f, Expr... args) {
            this(f, List.of(args));
        }
    }

    interface Visitor<R> {
        R num(Num n);

        R var(Var v);

        R bin(Bin b);

        R neg(Neg n);

        R call(Call c);
    }

    static class ParseException extends RuntimeException {
        ParseException(String m, int at) {
            super(m + " at " + at);
        }
    }

    static class Parser {
        final String s;
        int p;

        Parser(String s) {
            this.s = s;
        }

        char peek() {
            while (p < s.length() && s.charAt(p) == ' ') p++;
            return p < s.length() ? s.charAt(p) : '\0';
        }

        Expr all() {
            Expr e = level(1);
            if (peek() != 0) throw new ParseException("unexpected '" + peek() + "'", p);
            return e;
        }

        Expr level(int n) {
            if (n > 3) return atom();
            Expr left = level(n + 1);
            for (; ; ) {
                Op op = Op.of(peek()).orElse(null);
                if (op == null || op.level != n) return left;
                p++;
                left = new Bin(op, left, op == Op.POW ? level(n) : level(n + 1));
            }
        }

        Expr atom() {
            char c = peek();
            if (c == '-') {
                p++;
                return new Neg(level(3));
            }
            if (c == '(') {
                p++;
                Expr e = level(1);
                expect(')');
                return e;
            }
            int start = p;
            if (Character.isDigit(c)) {
                while (p < s.length() && (Character.isDigit(s.charAt(p)) || s.charAt(p) == '.')) p++;
                return new Num(Double.parseDouble(s.substring(start, p)));
            }
            if (!Character.isLetter(c)) throw new ParseException(c == 0 ? "unexpected end" : "unexpected '" + c + "'", p);
            while (p < s.length() && Character.isLetterOrDigit(s.charAt(p))) p++;
            String name = s.substring(start, p);
            if (peek() != '(') return new Var(name);
            p++;
            List<Expr> args = new ArrayList<>();
            if (peek() != ')') {
                do args.add(level(1)); while (peek() == ',' && p++ >= 0);
            }
            expect(')');
            return new Call(name, args);
        }

        void expect(char c) {
            if (peek() != c) throw new ParseException("expected '" + c + "'", p);
            p++;
        }
    }

    static final Map<String, DoubleUnaryOperator> FUNCTIONS = new TreeMap<>(Map.of("sin", StrictMath::sin, "cos", StrictMath::cos, "exp", StrictMath::exp, "ln", StrictMath::log, "sqrt", StrictMath::sqrt));

    static double eval(Expr e, Map<String, Double> env) {
        return e.accept(new Visitor<>() {
            public Double num(Num n) { return n.v(); }
            public Double var(Var v) {
                Double d = env.get(v.name());
                if (d == null) throw new NoSuchElementException("variable " + v.name());
                return d;
            }
            public Double bin(Bin b) { return b.op().apply(b.a().accept(this), b.b().accept(this)); }
            public Double neg(Neg n) { return -n.e().accept(this); }
            public Double call(Call c) {
                var f = FUNCTIONS.get(c.f());
                if (f == null || c.args().size() != 1) throw new NoSuchElementException("function " + c.f() + "/" + c.args().size());
                return f.applyAsDouble(c.args().get(0).accept(this));
            }
        });
    }

    static Expr derive(Expr e, String x) {
        if (e instanceof Num) return new Num(0);
        if (e instanceof Var v) return new Num(v.name().equals(x) ? 1 : 0);
        if (e instanceof Neg n) return new Neg(derive(n.e(), x));
        if (e instanceof Bin b) {
            Expr da = derive(b.a(), x), db = derive(b.b(), x);
            return switch (b.op()) {
                case ADD, SUB -> new Bin(b.op(), da, db);
                case MUL -> new Bin(Op.ADD, new Bin(Op.MUL, da, b.b()), new Bin(Op.MUL, b.a(), db));
                case DIV -> new Bin(Op.DIV, new Bin(Op.SUB, new Bin(Op.MUL, da, b.b()), new Bin(Op.MUL, b.a(), db)), new Bin(Op.POW, b.b(), new Num(2)));
                case POW -> {
                    if (!(b.b() instanceof Num k)) yield new Bin(Op.MUL, b, derive(new Bin(Op.MUL, b.b(), new Call("ln", b.a())), x));
                    yield new Bin(Op.MUL, new Bin(Op.MUL, k, new Bin(Op.POW, b.a(), new Num(k.v() - 1))), da);
                }
            };
        }
        Call c = (Call) e;
        Expr a = c.args().get(0);
        Expr outer = switch (c.f()) {
            case "sin" -> new Call("cos", a);
            case "cos" -> new Neg(new Call("sin", a));
            case "exp" -> c;
            case "ln" -> new Bin(Op.DIV, new Num(1), a);
            default -> throw new UnsupportedOperationException("derive " + c.f());
        };
        return new Bin(Op.MUL, outer, derive(a, x));
    }

    static Expr simplify(Expr e) {
        if (e instanceof Neg n) {
            Expr s = simplify(n.e());
            return s instanceof Num k ? new Num(-k.v()) : s instanceof Neg m ? m.e() : new Neg(s);
        }
        if (e instanceof Call c) return new Call(c.f(), c.args().stream().map(ExprVisitor::simplify).toList());
        if (!(e instanceof Bin b)) return e;
        Expr l = simplify(b.a()), r = simplify(b.b());
        if (l instanceof Num p && r instanceof Num q) return new Num(b.op().apply(p.v(), q.v()));
        boolean l0 = l.equals(new Num(0)), r0 = r.equals(new Num(0)), l1 = l.equals(new Num(1)), r1 = r.equals(new Num(1));
        return switch (b.op()) {
            case ADD -> l0 ? r : r0 ? l : l.equals(r) ? new Bin(Op.MUL, new Num(2), l) : new Bin(b.op(), l, r);
            case SUB -> r0 ? l : l.equals(r) ? new Num(0) : new Bin(b.op(), l, r);
            case MUL -> l0 || r0 ? new Num(0) : l1 ? r : r1 ? l : new Bin(b.op(), l, r);
            case DIV -> l0 ? new Num(0) : r1 ? l : new Bin(b.op(), l, r);
            case POW -> r0 ? new Num(1) : r1 ? l : new Bin(b.op(), l, r);
        };
    }

    static String show(Expr e, int level) {
        if (e instanceof Num n) return n.v() == Math.rint(n.v()) ? Long.toString((long) n.v()) : Double.toString(n.v());
        if (e instanceof Var v) return v.name();
        if (e instanceof Neg n) return "-" + show(n.e(), 3);
        if (e instanceof Bin b) {
            String s = show(b.a(), b.op().level) + " " + b.op().sign + " " + show(b.b(), b.op().level + 1);
            return b.op().level < level ? "(" + s + ")" : s;
        }
        Call c = (Call) e;
        StringJoiner j = new StringJoiner(", ", c.f() + "(", ")");
        c.args().forEach(a -> j.add(show(a, 0)));
        return j.toString();
    }

    public static void main(String[] args) {
        Map<String, Double> env = new HashMap<>(Map.of("x", 2.0, "y", -3.5));
        for (String text : new String[]{"1 + 2 * 3", "(1 + 2) * 3 - 4 / 8", "2 ^ 3 ^ 2", "-x ^ 2 + y", "sin(x) * cos(x)", "exp(2 * x) / x", "ln(x ^ 2 + 1)", "x * x * x - 3 * x", "x ^ x", "sqrt(16) + z", "foo(1, 2)", "2 +", "(1", "3 $ 4", "", "x / (y - y)", "-(-(x))", "max()"}) {
            try {
                Expr e = new Parser(text).all();
                System.out.println(show(e, 0) + " hash " + (e.hashCode() == new Parser(text).all().hashCode()) + " " + e.equals(new Parser(text).all()));
                System.out.println("  " + simplify(e));
                System.out.println("  d/dx " + show(simplify(simplify(derive(e, "x"))), 0));
                System.out.println("  = " + eval(e, env));
            } catch (ParseException | NoSuchElementException | UnsupportedOperationException | IndexOutOfBoundsException ex) {
                System.out.println(text + ": " + ex);
            }
        }
        Random r = new Random(5);
        double sum = 0;
        for (int i = 0; i < 60; i++) {
            Expr e = random(r, 5);
            Expr s = simplify(e);
            double a = eval(e, env), b = eval(s, env);
            if (Double.compare(a, b) != 0 && !(a == 0 && b == 0) && !Double.isNaN(a)) System.out.println("differs: " + show(e, 0) + " " + a + " " + b);
            String again = show(new Parser(show(s, 0)).all(), 0);
            if (!again.equals(show(s, 0))) System.out.println("prints " + show(s, 0) + " as " + again);
            sum += Double.isFinite(a) ? a % 1000 : 1;
        }
        System.out.println(sum);
        System.out.println("done ExprVisitor");
    }

    static Expr random(Random r, int depth) {
        if (depth == 0 || r.nextInt(6) == 0) return r.nextBoolean() ? new Num(r.nextInt(5)) : new Var(r.nextBoolean() ? "x" : "y");
        return switch (r.nextInt(5)) {
            case 0 -> new Bin(Op.ADD, random(r, depth - 1), random(r, depth - 1));
            case 1 -> new Bin(Op.SUB, random(r, depth - 1), random(r, depth - 1));
            case 2 -> new Bin(Op.MUL, random(r, depth - 1), random(r, depth - 1));
            case 3 -> new Call("exp", new Bin(Op.DIV, random(r, depth - 1), new Num(100)));
            default -> new Bin(Op.DIV, random(r, depth - 1), new Num(1 + r.nextInt(4)));
        };
    }
}
