/** Member, local, anonymous and nested inner classes: outer access, captured variables, private accessors, shadowing. */
public class InnerClasses {
    private int x = 1;
    private static int sx = 100;

    class Inner {
        private int x = 2;

        class Deep {
            int x = 3;

            int sum() {
                return x + this.x * 10 + Inner.this.x * 100 + InnerClasses.this.x * 1000 + sx * 100000;
            }

            void bump() {
                InnerClasses.this.x++;
                Inner.this.x += 2;
                sx--;
            }
        }
    }

    static class Nested {
        private int secret = 7;

        private int twice() {
            return secret * 2;
        }

        private static Nested make() {
            return new Nested();
        }
    }

    class Sub extends Inner {
        Sub() {
            InnerClasses.this.super();
        }
    }

    interface IntFn {
        int f(int a);
    }

    IntFn capture(final int a, long b, String c, double d) {
        int local = a * 2;
        return new IntFn() {
            int state = 5;

            public int f(int z) {
                state++;
                return z + a + (int) b + c.length() + (int) d + local + state + x;
            }
        };
    }

    static IntFn chain(int depth) {
        if (depth == 0) {
            return new IntFn() {
                public int f(int a) {
                    return a;
                }
            };
        }
        IntFn prev = chain(depth - 1);
        class Step implements IntFn {
            public int f(int a) {
                return prev.f(a) * 2 + depth;
            }
        }
        return new Step();
    }

    private int privMethod(int v) {
        return v + x;
    }

    static class Node<T> {
        T v;
        Node<T> next;

        Node(T v, Node<T> next) {
            this.v = v;
            this.next = next;
        }
    }

    static class MyList<T> {
        Node<T> head;

        void add(T t) {
            head = new Node<>(t, head);
        }

        class It implements java.util.Iterator<T> {
            Node<T> cur = head;

            public boolean hasNext() {
                return cur != null;
            }

            public T next() {
                T r = cur.v;
                cur = cur.next;
                return r;
            }
        }
    }

    public static void main(String[] args) {
        InnerClasses o = new InnerClasses();
        InnerClasses.Inner in = o.new Inner();
        InnerClasses.Inner.Deep dp = in.new Deep();
        System.out.println(dp.sum());
        dp.bump();
        System.out.println(dp.sum());
        System.out.println(((Inner) o.new Sub()).x);
        System.out.println(Nested.make().secret + Nested.make().twice());
        IntFn f = o.capture(1, 20L, "abc", 4.9);
        System.out.println(f.f(1000));
        System.out.println(f.f(1000));
        System.out.println(chain(6).f(3));
        System.out.println(new Object() {
            int hidden = 12;

            int calc() {
                return hidden * o.privMethod(3);
            }
        }.calc());
        MyList<String> l = new MyList<>();
        l.add("a");
        l.add("b");
        l.add("c");
        java.util.Iterator<String> it = l.new It();
        while (it.hasNext()) System.out.print(it.next());
        System.out.println();
        int total = 0;
        for (int i = 0; i < 5; i++) {
            final int k = i;
            IntFn sq = new IntFn() {
                public int f(int a) {
                    class Helper {
                        int mul() {
                            return a * k;
                        }
                    }
                    return new Helper().mul();
                }
            };
            total += sq.f(i + 1);
        }
        System.out.println(total);
        try {
            InnerClasses none = null;
            none.new Inner();
        } catch (NullPointerException e) {
            System.out.println("npe outer");
        }
        System.out.println(dp.getClass().getName());
        System.out.println(f.getClass().getName());
        System.out.println(chain(1).getClass().getName());
        System.out.println(f.getClass().isAnonymousClass());
        System.out.println(chain(1).getClass().isLocalClass());
        System.out.println(Nested.class.isMemberClass());
        System.out.println(dp.getClass().getDeclaringClass().getSimpleName());
        System.out.println(f.getClass().getEnclosingMethod().getName());
        System.out.println("done InnerClasses");
    }
}
