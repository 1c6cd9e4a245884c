/** Interface dispatch: default, static, private methods, diamonds, super selection, Object methods via interfaces. */
public class Interfaces {
    interface A {
        default String who() {
            return "A";
        }

        default String hello() {
            return "hello ".concat(who()).concat(priv());
        }

        private String priv() {
            return "(A.priv)";
        }

        static String util() {
            return "A.util".concat(sp());
        }

        private static String sp() {
            return ".sp";
        }
    }

    interface B extends A {
        default String who() {
            return "B";
        }
    }

    interface C extends A {
    }

    static class D implements B, C {
    }

    interface X {
        default int v() {
            return 1;
        }
    }

    interface Y {
        default int v() {
            return 10;
        }
    }

    static class XY implements X, Y {
        public int v() {
            return X.super.v() + Y.super.v();
        }
    }

    static class Base {
        public String who() {
            return "Base";
        }
    }

    static class ClassWins extends Base implements A {
    }

    static abstract class Abs implements A {
        public abstract String who();
    }

    static class Conc extends Abs {
        public String who() {
            return "Conc/".concat("x");
        }
    }

    interface Fn {
        int apply(int x);
    }

    interface Many {
        int m0();
        int m1();
        int m2();
        int m3();
    }

    static class ManyImpl implements Many, Fn, A, X {
        public int m0() {
            return 0;
        }

        public int m1() {
            return 1;
        }

        public int m2() {
            return 2;
        }

        public int m3() {
            return 3;
        }

        public int apply(int x) {
            return x * m3();
        }
    }

    interface Gen<T> {
        T get();
    }

    interface StrGen extends Gen<String> {
        String get();
    }

    static class SG implements StrGen {
        public String get() {
            return "sg";
        }
    }

    static int sum(Fn[] fs, int x) {
        int s = 0;
        for (Fn f : fs) s = s * 100 + f.apply(x);
        return s;
    }

    public static void main(String[] args) {
        System.out.println(new D().who());
        System.out.println(new D().hello());
        A a = new D();
        System.out.println(a.hello());
        C c = new D();
        System.out.println(c.who());
        System.out.println(A.util());
        System.out.println(new XY().v());
        System.out.println(new ClassWins().who());
        System.out.println(new ClassWins().hello());
        System.out.println(new Conc().hello());
        ManyImpl mi = new ManyImpl();
        Many m = mi;
        System.out.println(m.m0() + m.m1() * 10 + m.m2() * 100 + m.m3() * 1000);
        Fn f1 = new Fn() {
            public int apply(int x) {
                return x + 1;
            }
        };
        class Local implements Fn {
            int k;

            Local(int k) {
                this.k = k;
            }

            public int apply(int x) {
                return x - k;
            }
        }
        System.out.println(sum(new Fn[]{f1, new Local(3), mi, new Local(-3)}, 7));
        System.out.println(new A() {}.hello());
        System.out.println(new B() {}.hello());
        Gen<String> g = new SG();
        System.out.println(g.get());
        Object o = mi;
        System.out.println(o instanceof Many);
        System.out.println(o instanceof X);
        System.out.println(o instanceof B);
        try {
            B b = (B) o;
        } catch (ClassCastException e) {
            System.out.println("cce B");
        }
        A viaObj = new D() {
            public String toString() {
                return "anonD";
            }

            public int hashCode() {
                return 5;
            }
        };
        System.out.println(viaObj.toString());
        System.out.println(viaObj.hashCode());
        System.out.println(viaObj.equals(viaObj));
        System.out.println(D.class.getInterfaces().length);
        System.out.println(B.class.isAssignableFrom(D.class));
        System.out.println(A.class.isInterface());
        for (int i = 0; i < 3; i++) {
            A[] as = {new D(), new Conc(), new ClassWins(), mi};
            int h = 0;
            for (A x : as) h = h * 31 + x.hello().hashCode();
            System.out.println(h);
        }
        System.out.println("done Interfaces");
    }
}
