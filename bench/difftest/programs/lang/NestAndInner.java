import java.util.*;
import java.util.function.*;

/** Nestmates, private constructors, captured state in constructors, inner class inheritance, anonymous class arguments, shadowing. */
public class NestAndInner {
    private int v = 1;
    private static String tag = "T";

    private NestAndInner() {}

    private NestAndInner(int v) {
        this.v = v;
    }

    private interface Secret {
        private String hid() {
            return "hid" + id();
        }

        int id();

        default String show() {
            return hid();
        }
    }

    private static class PrivS {
        private final int[] data;

        private PrivS(int... d) {
            data = d;
        }

        private int sum() {
            int s = 0;
            for (int x : data) s += x;
            return s;
        }
    }

    class Acc {
        private int mine = v;

        private void bump() {
            v += mine++;
            tag += v;
        }

        class Deep extends Acc {
            private int mine = 50;

            String all() {
                return mine + ":" + super.mine + ":" + Acc.this.mine + ":" + v;
            }
        }
    }

    class Gen<T> {
        T t;

        Gen(T t) {
            this.t = t;
        }

        class It<U> {
            U u;

            It(U u) {
                this.u = u;
            }

            String both() {
                return t + "/" + u + "/" + v;
            }
        }
    }

    static class OuterBase {
        class InnerBase {
            String who() {
                return "InnerBase of " + OuterBase.this.name();
            }
        }

        String name() {
            return "OB";
        }
    }

    static class OuterSub extends OuterBase {
        class InnerSub extends InnerBase {
            String who() {
                return "InnerSub/" + super.who();
            }
        }

        String name() {
            return "OS";
        }
    }

    static class Foreign extends OuterBase.InnerBase {
        Foreign(OuterBase b) {
            b.super();
        }
    }

    static abstract class WithCtorCall {
        WithCtorCall(String a) {
            init(a);
        }

        abstract void init(String a);
    }

    static String captureBeforeSuper(String cap) {
        StringBuilder sb = new StringBuilder();
        new WithCtorCall("arg") {
            String f = "field";

            void init(String a) {
                sb.append(cap).append(a).append(f);
            }
        };
        return sb.toString();
    }

    List<Supplier<String>> makers(int... ks) {
        List<Supplier<String>> r = new ArrayList<>();
        for (int k : ks) {
            class Loc {
                int n = k * v;

                Supplier<String> sup() {
                    return () -> {
                        class Inside {
                            String s() {
                                return k + "*" + v + "=" + n;
                            }
                        }
                        return new Inside().s();
                    };
                }
            }
            r.add(new Loc().sup());
        }
        return r;
    }

    static int x = 1;

    static class Shadow {
        int x = 2;

        void m(int x) {
            Runnable r = new Runnable() {
                int x = 4;

                public void run() {
                    int y = x;
                    {
                        int z = Shadow.this.x;
                        System.out.println(y + " " + z + " " + NestAndInner.x + " " + this.x);
                    }
                }
            };
            r.run();
            IntSupplier l = () -> x + this.x;
            System.out.println(l.getAsInt());
        }
    }

    public static void main(String[] args) {
        NestAndInner n = new NestAndInner(7);
        Acc a = n.new Acc();
        a.bump();
        a.bump();
        System.out.println(n.v + tag + a.mine);
        Acc.Deep d = a.new Deep();
        ((Acc) d).bump();
        System.out.println(d.all());
        System.out.println(new PrivS(1, 2, 3).sum() + new PrivS().data.length);
        System.out.println(((Secret) () -> 5).show());
        NestAndInner.Gen<String> g = n.new Gen<>("str");
        System.out.println(g.new It<>(2.5).both());
        OuterSub os = new OuterSub();
        System.out.println(os.new InnerSub().who() + " " + new Foreign(os).who() + " " + new OuterBase().new InnerBase().who());
        System.out.println(captureBeforeSuper("cap"));
        for (Supplier<String> s : n.makers(1, 2, 3)) System.out.print(s.get() + " ");
        System.out.println();
        new Shadow().m(3);
        try {
            OuterBase nul = null;
            new Foreign(nul);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        Comparator<String> c = new Comparator<>() {
            int calls;

            @Override
            public int compare(String p, String q) {
                calls++;
                return p.length() - q.length();
            }

            @Override
            public String toString() {
                return "calls>0:" + (calls > 0);
            }
        };
        String[] ss = {"ccc", "a", "bb"};
        Arrays.sort(ss, c);
        System.out.println(Arrays.toString(ss) + c);
        List<Integer> init = new ArrayList<>() {{
            add(1);
            add(2);
            addAll(List.of(3, 4));
        }};
        System.out.println(init + " " + init.getClass().getName());
        Object o = new NestAndInner() {
            @Override
            public String toString() {
                return "sub of private ctor";
            }
        };
        System.out.println(o);
        System.out.println("done NestAndInner");
    }
}
