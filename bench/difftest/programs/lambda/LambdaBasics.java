import java.util.function.*;

/** Lambdas of all shapes: captures of each type, returns, nesting, recursion, generic targets, default methods. */
public class LambdaBasics {
    interface TriFn<A, B, C, R> {
        R apply(A a, B b, C c);

        default <V> TriFn<A, B, C, V> then(Function<? super R, ? extends V> f) {
            return (a, b, c) -> f.apply(apply(a, b, c));
        }
    }

    interface PrimFn {
        long f(byte b, short s, char c, int i, long l, float fl, double d, boolean z);
    }

    interface Thrower<E extends Exception> {
        void run() throws E;
    }

    int field = 10;

    Supplier<Integer> capThis() {
        return () -> field++;
    }

    static <T> T make(Supplier<T> s) {
        return s.get();
    }

    static Function<Integer, Integer> fact;

    static {
        fact = n -> n <= 1 ? 1 : n * fact.apply(n - 1);
    }

    static <E extends Exception> String tryIt(Thrower<E> t) {
        try {
            t.run();
            return "ok";
        } catch (Exception e) {
            return e.getClass().getSimpleName() + ":" + e.getMessage();
        }
    }

    static IntFunction<IntFunction<IntUnaryOperator>> curry() {
        return a -> b -> c -> a * 100 + b * 10 + c;
    }

    public static void main(String[] args) {
        Runnable r = () -> System.out.println("run");
        r.run();
        boolean z = true;
        byte b = 1;
        short s = 2;
        char c = 'c';
        int i = 4;
        long l = 5L;
        float f = 6.5f;
        double d = 7.5;
        String str = "str";
        int[] arr = {9};
        Supplier<String> all = () -> "" + z + b + s + c + i + l + f + d + str + arr[0]++;
        System.out.println(all.get());
        System.out.println(all.get());
        PrimFn pf = (b1, s1, c1, i1, l1, f1, d1, z1) -> b1 + s1 + c1 + i1 + l1 + (long) f1 + (long) d1 + (z1 ? 1 : 0) + l;
        System.out.println(pf.f((byte) -1, (short) -2, 'x', 100, 1L << 40, 2.9f, -3.9, true));
        LambdaBasics o = new LambdaBasics();
        Supplier<Integer> st = o.capThis();
        System.out.println(st.get() + st.get() + o.field);
        System.out.println(fact.apply(10));
        System.out.println(curry().apply(1).apply(2).applyAsInt(3));
        TriFn<Integer, Long, String, Integer> tri = (x, y, w) -> x + y.intValue() + w.length();
        System.out.println(tri.then(v -> "v" + v).then(String::length).apply(1, 2000L, "abc"));
        System.out.println(tryIt(() -> {
            throw new java.io.IOException("io");
        }));
        System.out.println(tryIt(() -> System.out.print("")));
        System.out.println(tryIt(() -> {
            Object x = "s";
            Integer bad = (Integer) x;
        }).startsWith("ClassCastException:"));
        BiFunction<Integer, Integer, Integer> add = Integer::sum;
        System.out.println(add.andThen(x -> x * 2).apply(3, 4));
        Function<Integer, Integer> inc = x -> x + 1, dbl = x -> x * 2;
        System.out.println(inc.compose(dbl).apply(5) + " " + inc.andThen(dbl).apply(5) + " " + Function.<Integer>identity().apply(8));
        Predicate<String> empty = String::isEmpty;
        System.out.println(empty.negate().and(x -> x.length() > 2).or(x -> x.equals("q")).test("q"));
        IntBinaryOperator gcd = new IntBinaryOperator() {
            public int applyAsInt(int p, int q) {
                return q == 0 ? p : applyAsInt(q, p % q);
            }
        };
        System.out.println(gcd.applyAsInt(84, 36));
        ToDoubleBiFunction<Integer, Float> td = (p, q) -> p / q;
        System.out.println(td.applyAsDouble(1, 3f));
        DoubleToLongFunction dl = x -> (long) x;
        LongToIntFunction li = x -> (int) x;
        System.out.println(li.applyAsInt(dl.applyAsLong(1e12)));
        ObjIntConsumer<StringBuilder> oic = StringBuilder::append;
        StringBuilder sb = new StringBuilder();
        oic.accept(sb, 42);
        BooleanSupplier bs = () -> sb.length() == 2;
        System.out.println(sb + " " + bs.getAsBoolean());
        System.out.println(make(() -> make(() -> make(() -> "deep" + i))));
        Object target = (Runnable & java.io.Serializable) () -> System.out.println("both");
        ((Runnable) target).run();
        System.out.println(target instanceof java.io.Serializable);
        int sum = 0;
        for (int k = 0; k < 50; k++) {
            int kk = k;
            IntUnaryOperator op = q -> q * kk;
            sum += op.applyAsInt(2);
        }
        System.out.println(sum);
        Callback cb = (x, xs) -> x + xs.length;
        System.out.println(cb.call(5, "a", "b"));
        System.out.println(r.getClass().isSynthetic() + " " + r.getClass().isHidden() + " " + r.getClass().getInterfaces()[0].getName());
        System.out.println("done LambdaBasics");
    }

    interface Callback {
        int call(int x, String... xs);
    }
}
