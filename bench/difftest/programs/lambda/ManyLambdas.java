import java.util.*;
import java.util.function.*;

/** Many lambda sites and shapes: hundreds of classes spun, captures of up to ten values, all primitive functional interfaces, threads linking one site at once. */
public class ManyLambdas {
    static IntUnaryOperator[] sites() {
        int c = 3;
        return new IntUnaryOperator[]{
            x -> x + 0, x -> x * 1 + c, x -> x ^ 2, x -> 3 - x, x -> x + 4, x -> x * 5 + c, x -> x ^ 6, x -> 7 - x, x -> x + 8, x -> x * 9 + c,
            x -> x ^ 10, x -> 11 - x, x -> x + 12, x -> x * 13 + c, x -> x ^ 14, x -> 15 - x, x -> x + 16, x -> x * 17 + c, x -> x ^ 18,
            x -> 19 - x, x -> x + 20, x -> x * 21 + c, x -> x ^ 22, x -> 23 - x, x -> x + 24, x -> x * 25 + c, x -> x ^ 26, x -> 27 - x,
            x -> x + 28, x -> x * 29 + c, x -> x ^ 30, x -> 31 - x, x -> x + 32, x -> x * 33 + c, x -> x ^ 34, x -> 35 - x, x -> x + 36,
            x -> x * 37 + c, x -> x ^ 38, x -> 39 - x, x -> x + 40, x -> x * 41 + c, x -> x ^ 42, x -> 43 - x, x -> x + 44, x -> x * 45 + c,
            x -> x ^ 46, x -> 47 - x, x -> x + 48, x -> x * 49 + c, x -> x ^ 50, x -> 51 - x, x -> x + 52, x -> x * 53 + c, x -> x ^ 54,
            x -> 55 - x, x -> x + 56, x -> x * 57 + c, x -> x ^ 58, x -> 59 - x, x -> x + 60, x -> x * 61 + c, x -> x ^ 62, x -> 63 - x,
            x -> x + 64, x -> x * 65 + c, x -> x ^ 66, x -> 67 - x, x -> x + 68, x -> x * 69 + c, x -> x ^ 70, x -> 71 - x, x -> x + 72,
            x -> x * 73 + c, x -> x ^ 74, x -> 75 - x, x -> x + 76, x -> x * 77 + c, x -> x ^ 78, x -> 79 - x, x -> x + 80, x -> x * 81 + c,
            x -> x ^ 82, x -> 83 - x, x -> x + 84, x -> x * 85 + c, x -> x ^ 86, x -> 87 - x, x -> x + 88, x -> x * 89 + c, x -> x ^ 90,
            x -> 91 - x, x -> x + 92, x -> x * 93 + c, x -> x ^ 94, x -> 95 - x, x -> x + 96, x -> x * 97 + c, x -> x ^ 98, x -> 99 - x,
            x -> x + 100, x -> x * 101 + c, x -> x ^ 102, x -> 103 - x, x -> x + 104, x -> x * 105 + c, x -> x ^ 106, x -> 107 - x, x -> x + 108,
            x -> x * 109 + c, x -> x ^ 110, x -> 111 - x, x -> x + 112, x -> x * 113 + c, x -> x ^ 114, x -> 115 - x, x -> x + 116,
            x -> x * 117 + c, x -> x ^ 118, x -> 119 - x, x -> x + 120, x -> x * 121 + c, x -> x ^ 122, x -> 123 - x, x -> x + 124,
            x -> x * 125 + c, x -> x ^ 126, x -> 127 - x, x -> x + 128, x -> x * 129 + c, x -> x ^ 130, x -> 131 - x, x -> x + 132,
            x -> x * 133 + c, x -> x ^ 134, x -> 135 - x, x -> x + 136, x -> x * 137 + c, x -> x ^ 138, x -> 139 - x, x -> x + 140,
            x -> x * 141 + c, x -> x ^ 142, x -> 143 - x, x -> x + 144, x -> x * 145 + c, x -> x ^ 146, x -> 147 - x, x -> x + 148,
            x -> x * 149 + c,
        };
    }

    interface Wide {
        long f(int a, long b, float c, double d, byte e, short g, char h, boolean i, Object j, int[] k);
    }

    static Supplier<String> capture(int a, long b, float c, double d, byte e, short f, char g, boolean h, Object i, int[] j) {
        return () -> a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g + "," + h + "," + i + "," + j[0];
    }

    static IntUnaryOperator site(int k) {
        return x -> x + k;
    }

    public static void main(String[] args) throws Exception {
        IntUnaryOperator[] all = sites();
        long h = 0;
        for (int r = 0; r < 3; r++) for (IntUnaryOperator f : all) h = h * 31 + f.applyAsInt(r);
        System.out.println(all.length + " " + h);
        Set<Class<?>> classes = new HashSet<>();
        for (IntUnaryOperator f : all) classes.add(f.getClass());
        System.out.println(classes.size());
        System.out.println(capture(1, 2L, 3.5f, 4.5, (byte) 5, (short) 6, '7', true, "eight", new int[]{9}).get());
        Wide w = (a, b, c, d, e, g, hh, i, j, k) -> a + b + (long) c + (long) d + e + g + hh + (i ? 1 : 0) + j.hashCode() + k.length;
        System.out.println(w.f(1, 1L << 33, 2.5f, 3.5, (byte) -1, (short) -2, 'a', true, "obj", new int[4]));
        Set<Class<?>> seen = Collections.synchronizedSet(new HashSet<>());
        Thread[] ts = new Thread[6];
        java.util.concurrent.CyclicBarrier bar = new java.util.concurrent.CyclicBarrier(ts.length);
        int[] sums = new int[ts.length];
        for (int i = 0; i < ts.length; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                try {
                    bar.await();
                } catch (Exception e) {
                    System.out.println(e);
                }
                IntUnaryOperator f = site(k);
                seen.add(f.getClass());
                sums[k] = f.applyAsInt(100);
            });
            ts[i].start();
        }
        for (Thread t : ts) t.join();
        System.out.println(seen.size() + " " + Arrays.toString(sums));
        BooleanSupplier bs = () -> true;
        DoubleBinaryOperator db = Math::max;
        DoubleConsumer dc = x -> {};
        DoubleFunction<String> df = Double::toString;
        DoublePredicate dp = Double::isNaN;
        DoubleSupplier ds = () -> 1.5;
        DoubleToIntFunction di = x -> (int) x;
        DoubleToLongFunction dl = Math::round;
        DoubleUnaryOperator du = Math::abs;
        IntBinaryOperator ib = Integer::max;
        IntPredicate ip = x -> x > 3;
        IntSupplier is = () -> 3;
        IntToDoubleFunction id = x -> x / 2.0;
        IntToLongFunction il = x -> (long) x << 33;
        LongBinaryOperator lb = Long::sum;
        LongFunction<String> lf = Long::toHexString;
        LongPredicate lp = x -> x < 0;
        LongSupplier ls = () -> 5L;
        LongToDoubleFunction ld = x -> x;
        LongToIntFunction li = Long::hashCode;
        LongUnaryOperator lu = x -> ~x;
        ObjDoubleConsumer<String> od = (s, x) -> System.out.print(s + x + " ");
        ObjLongConsumer<String> ol = (s, x) -> System.out.print(s + x + " ");
        ToDoubleBiFunction<String, Integer> tdb = (s, i) -> s.length() * 1.5 + i;
        ToIntBiFunction<String, String> tib = String::compareTo;
        ToLongBiFunction<Integer, Integer> tlb = (a, b) -> a * (long) b;
        dc.accept(1);
        od.accept("d", 2.5);
        ol.accept("l", 7L);
        System.out.println(bs.getAsBoolean() + " " + db.applyAsDouble(1, 2) + df.apply(2.5) + dp.test(0 / 0.0) + ds.getAsDouble() + di.applyAsInt(3.9) + dl.applyAsLong(2.5) + du.applyAsDouble(-1) + ib.applyAsInt(3, 9) + ip.test(4) + is.getAsInt() + id.applyAsDouble(3) + il.applyAsLong(1)
            + lb.applyAsLong(1, 2) + lf.apply(255) + lp.test(-1) + ls.getAsLong() + ld.applyAsDouble(4) + li.applyAsInt(1L << 32) + lu.applyAsLong(5) + tdb.applyAsDouble("abc", 1) + tib.applyAsInt("a", "c") + tlb.applyAsLong(1 << 20, 1 << 20));
        System.out.println("done ManyLambdas");
    }
}
