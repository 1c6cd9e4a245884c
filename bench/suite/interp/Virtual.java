/** Virtual calls: one, two and many receiver classes, deep hierarchies, super calls, a visitor over a tree. */
public class Virtual {
    static abstract class Node {
        abstract int eval(int x);

        int size() {
            return 1;
        }
    }

    static class Const extends Node {
        final int v;

        Const(int v) {
            this.v = v;
        }

        int eval(int x) {
            return v;
        }
    }

    static class Var extends Node {
        int eval(int x) {
            return x;
        }
    }

    static class Bin extends Node {
        final Node l, r;

        Bin(Node l, Node r) {
            this.l = l;
            this.r = r;
        }

        int eval(int x) {
            return l.eval(x) + r.eval(x);
        }

        int size() {
            return super.size() + l.size() + r.size();
        }
    }

    static class Mul extends Bin {
        Mul(Node l, Node r) {
            super(l, r);
        }

        int eval(int x) {
            return l.eval(x) * r.eval(x) | 1;
        }
    }

    static class Neg extends Bin {
        Neg(Node l) {
            super(l, new Const(1));
        }

        int eval(int x) {
            return -super.eval(x);
        }
    }

    static Node build(int d, int s) {
        if (d == 0) return s % 2 == 0 ? new Var() : new Const(s % 11);
        Node a = build(d - 1, s * 3 + 1), b = build(d - 1, s * 5 + 2);
        return switch (s % 3) {
            case 0 -> new Bin(a, b);
            case 1 -> new Mul(a, b);
            default -> new Neg(a);
        };
    }

    public static void main(String[] args) {
        Node t = build(10, 3);
        long sum = 0;
        for (int i = 0; i < 6000; i++) sum = sum * 31 + t.eval(i);
        int size = 0;
        for (int i = 0; i < 2000; i++) size += t.size();
        Node mono = new Var();
        int m = 0;
        for (int i = 0; i < 8_000_000; i++) m += mono.eval(i);
        System.out.println("Virtual " + sum + " " + size + " " + m);
    }
}
