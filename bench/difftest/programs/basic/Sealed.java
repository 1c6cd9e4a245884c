/** Sealed hierarchies, text blocks, var, enhanced switch, static members in inner classes and local interfaces. */
public class Sealed {
    sealed interface Expr permits Num, Add, Mul, Neg {}
    record Num(int v) implements Expr {}
    record Add(Expr l, Expr r) implements Expr {}
    record Mul(Expr l, Expr r) implements Expr {}
    static non-sealed class Neg implements Expr {
        final Expr e;

        @Override
        public String toString() {
            return "Neg[" + e + "]";
        }

        Neg(Expr e) {
            this.e = e;
        }
    }

    static class DoubleNeg extends Neg {
        DoubleNeg(Expr e) {
            super(new Neg(e));
        }
    }

    static int eval(Expr e) {
        if (e instanceof Num n) return n.v();
        if (e instanceof Add a) return eval(a.l()) + eval(a.r());
        if (e instanceof Mul m) return eval(m.l()) * eval(m.r());
        if (e instanceof Neg n) return -eval(n.e);
        throw new AssertionError();
    }

    static String show(Expr e) {
        if (e instanceof Num n) return Integer.toString(n.v());
        if (e instanceof Add a) return "(" + show(a.l()) + " + " + show(a.r()) + ")";
        if (e instanceof Mul m) return show(m.l()) + " * " + show(m.r());
        return "-" + show(((Neg) e).e);
    }

    sealed static abstract class Base {
        static final class Leaf extends Base {}
        static sealed class Mid extends Base permits Bottom {}
    }

    static final class Bottom extends Base.Mid {}

    class Inner {
        static int counter = 3;
        static int next() {
            return counter++;
        }
        record R(int q) {}
    }

    static int days(String m, boolean leap) {
        return switch (m) {
            case "feb" -> leap ? 29 : 28;
            case "apr", "jun", "sep", "nov" -> 30;
            default -> {
                if (m.length() != 3) throw new IllegalArgumentException(m);
                yield 31;
            }
        };
    }

    public static void main(String[] args) {
        Expr e = new Add(new Num(2), new Mul(new Num(3), new Neg(new Add(new Num(4), new DoubleNeg(new Num(1))))));
        System.out.println(show(e) + " = " + eval(e));
        System.out.println(e);
        String tb = """
            Hello,
              "text" block\tTab \
            joined
            trailing\s\s
            esc \""" end\u0041
            """;
        System.out.print(tb);
        System.out.println(tb.length() + " " + tb.hashCode());
        System.out.println("""
            a
           b
             c""");
        System.out.println(Expr.class.isSealed() + " " + Num.class.isSealed());
        for (Class<?> c : Expr.class.getPermittedSubclasses()) System.out.println(c.getSimpleName());
        for (Class<?> c : Base.class.getPermittedSubclasses()) System.out.println(c.getName());
        System.out.println(Num.class.getPermittedSubclasses() == null);
        var list = new java.util.ArrayList<java.util.Map.Entry<String, Integer>>();
        for (var m : new String[]{"jan", "feb", "apr"}) list.add(java.util.Map.entry(m, days(m, m.equals("feb"))));
        System.out.println(list);
        try {
            days("march", false);
        } catch (IllegalArgumentException x) {
            System.out.println(x.getMessage());
        }
        System.out.println(Inner.next() + Inner.next() + " " + new Inner.R(5));
        enum LocalE { P, Q }
        interface LocalI {
            int f(LocalE x);
        }
        LocalI li = x -> x.ordinal() * 10;
        System.out.println(li.f(LocalE.Q));
        int k = 3;
        k = switch (k) {
            case 1:
                yield 10;
            case 3:
                k += 5;
            default:
                yield k * 2;
        };
        System.out.println(k);
        System.out.println("done Sealed");
    }
}
