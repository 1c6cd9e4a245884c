/** Dispatch corner cases: package-private overriding, private and super calls, abstract bridges, interface against Object methods, megamorphic sites. */
public class Dispatch {
    static abstract class Vis {
        abstract String v(Node n);
    }

    static abstract class Node {
        String accept(Vis v) {
            return v.v(this);
        }

        String call(Object o) {
            return "Node.O";
        }

        String call(Node n) {
            return "Node.N";
        }
    }

    static class L extends Node {
        String call(L l) {
            return "L.L";
        }

        String call(Object o) {
            return "L.O";
        }
    }

    static class M extends L {
        String call(Node n) {
            return "M.N+" + super.call(n) + super.call((Object) n) + super.call(this);
        }
    }

    static class Up {
        String init = start();

        String start() {
            return "Up";
        }

        private String p() {
            return "Up.p";
        }

        String viaP() {
            return p();
        }

        static String s() {
            return "Up.s";
        }

        String f() {
            return s();
        }
    }

    static class Down extends Up {
        String mine = "mine";

        String start() {
            return "Down:" + mine;
        }

        public String p() {
            return "Down.p";
        }

        static String s() {
            return "Down.s";
        }
    }

    interface Walk {
        String go();
    }

    interface Run2 {
        default String go() {
            return "run";
        }
    }

    static abstract class Both implements Walk, Run2 {
        public abstract String go();
    }

    static class Impl extends Both {
        public String go() {
            return "impl";
        }
    }

    interface Mega {
        int f(int x);
    }

    static class M0 implements Mega {
        public int f(int x) {
            return x;
        }
    }

    static class M1 extends M0 {
        public int f(int x) {
            return x + 1;
        }
    }

    static class M2 implements Mega {
        public int f(int x) {
            return x * 2;
        }
    }

    static final class M3 extends M1 {
        public int f(int x) {
            return super.f(x) * 3;
        }
    }

    interface Eq {
        boolean equals(Object o);

        int hashCode();

        String toString();
    }

    static class EqI implements Eq {
        public String toString() {
            return "EqI";
        }
    }

    static abstract class T<X> {
        abstract X get();

        abstract void put(X x);

        X twice() {
            put(get());
            return get();
        }
    }

    static class TS extends T<String> {
        String s = "a";

        String get() {
            return s;
        }

        void put(String x) {
            s += x + "!";
        }
    }

    static class TS2 extends TS {
        String get() {
            return "<" + super.get() + ">";
        }
    }

    static String hidden(CharSequence c) {
        return "cs";
    }

    static String hidden(Object o) {
        return "o";
    }

    static String hidden(Comparable<?> c) {
        return "cmp";
    }

    static String prim(long a, int b) {
        return "li";
    }

    static String prim(int a, long b) {
        return "il";
    }

    static String prim(double a, double b) {
        return "dd";
    }

    static String prim(Object... a) {
        return "va";
    }

    public static void main(String[] args) {
        Node n = new M();
        L l = new M();
        M m = new M();
        System.out.println(n.call(n) + " " + n.call(l) + " " + l.call(l) + " " + l.call(n) + " " + m.call(m) + " " + m.call((Object) m) + " " + l.call("s"));
        System.out.println(n.accept(new Vis() {
            String v(Node x) {
                return x.getClass().getSimpleName();
            }
        }));
        Down d = new Down();
        System.out.println(d.init + " " + d.start() + " " + d.viaP() + " " + d.p() + " " + d.f() + " " + ((Up) d).viaP());
        Both b = new Impl();
        Walk w = b;
        Run2 r = b;
        System.out.println(b.go() + w.go() + r.go());
        Mega[] ms = {new M0(), new M1(), new M2(), new M3(), x -> x - 1, new Mega() {
            public int f(int x) {
                return -x;
            }
        }};
        int acc = 1;
        for (int i = 0; i < 120; i++) acc = ms[i % ms.length].f(acc) ^ i;
        System.out.println(acc);
        Eq e = new EqI();
        System.out.println(e.toString() + e.equals(e) + (e.hashCode() == e.hashCode()) + e.getClass().getSimpleName());
        T<String> t = new TS2();
        System.out.println(t.twice() + " " + t.twice());
        @SuppressWarnings({"unchecked", "rawtypes"})
        T<Object> raw = (T) t;
        try {
            raw.put(5);
        } catch (ClassCastException x) {
            System.out.println(x.getMessage());
        }
        System.out.println(hidden((Object) "s") + hidden((CharSequence) "q") + hidden((Comparable<?>) 5) + prim(1, 2L) + prim(1L, 2) + prim(1L, 2L) + prim("x") + prim(1f, 2));
        Object[] os = {new int[]{1}, "s", 5, new Object[0][0]};
        for (Object o : os) System.out.print(o.equals(o) + ":" + (o.hashCode() == o.hashCode()) + " ");
        System.out.println(new int[]{1, 2}.clone().length);
        System.out.println(DispatchOther.run());
        System.out.println("done Dispatch");
    }
}

class DispatchOther {
    private String p() {
        return "p" + new In().q();
    }

    class In {
        private String q() {
            return "q" + DispatchOther.super.getClass().getSimpleName();
        }
    }

    static String run() {
        return new DispatchOther().p();
    }
}
