import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.*;

import static java.lang.invoke.MethodType.methodType;

/** Handles made and called by several threads at once, shared call sites relinked while running, many shapes, handles as map keys, recursion through mutable sites. */
public class MhThreads {
    static int add(int a, int b) {
        return a + b;
    }

    static int mul(int a, int b) {
        return a * b;
    }

    static long shape(int a, long b, double c, String d, byte e) {
        return a + b + (long) c + d.length() + e;
    }

    static MutableCallSite site;
    static volatile boolean stop;

    static int fact(int n) throws Throwable {
        return n <= 1 ? 1 : n * (int) rec.getTarget().invokeExact(n - 1);
    }

    static final MutableCallSite rec = new MutableCallSite(methodType(int.class, int.class));

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle add = l.findStatic(MhThreads.class, "add", methodType(int.class, int.class, int.class)), mul = l.findStatic(MhThreads.class, "mul", methodType(int.class, int.class, int.class));
        MethodHandle shape = l.findStatic(MhThreads.class, "shape", methodType(long.class, int.class, long.class, double.class, String.class, byte.class));
        Callable<Long> work = () -> {
            try {
                long h = 0;
                for (int r = 0; r < 15; r++) {
                    MethodHandle m = MethodHandles.filterReturnValue(MethodHandles.insertArguments(add, 0, r), MethodHandles.insertArguments(mul, 1, 3));
                    h = h * 31 + (int) m.invokeExact(r + 1);
                    MethodHandle p = MethodHandles.permuteArguments(shape, methodType(long.class, String.class, double.class, int.class, byte.class, long.class), 2, 4, 1, 0, 3);
                    h = h * 31 + (long) p.invokeExact("s" + r, 2.5, r, (byte) 1, 7L);
                    h = h * 31 + (long) MethodHandles.dropArguments(shape, r % 6, Object.class, int.class).type().parameterCount();
                    MethodHandle g = MethodHandles.guardWithTest(l.findVirtual(String.class, "isEmpty", methodType(boolean.class)), MethodHandles.dropArguments(MethodHandles.constant(int.class, -1), 0, String.class), l.findVirtual(String.class, "length", methodType(int.class)));
                    String str = r % 2 == 0 ? "" : "four";
                    h = h * 31 + (int) g.invokeExact(str);
                    h = h * 31 + (int) add.asSpreader(Object[].class, 2).invoke(new Object[]{r, 5});
                }
                return h;
            } catch (Throwable t) {
                throw new Exception(t);
            }
        };
        ExecutorService ex = Executors.newFixedThreadPool(4, r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
        });
        List<Future<Long>> fs = new ArrayList<>();
        for (int i = 0; i < 8; i++) fs.add(ex.submit(work));
        Set<Long> results = new TreeSet<>();
        for (Future<Long> f : fs) results.add(f.get());
        System.out.println(results);
        site = new MutableCallSite(add);
        MethodHandle inv = site.dynamicInvoker();
        Future<int[]> counts = ex.submit(() -> {
            int[] c = new int[3];
            try {
                while (!stop) {
                    int r = (int) inv.invokeExact(5, 7);
                    c[r == 12 ? 0 : r == 35 ? 1 : 2]++;
                    if (c[0] > 0 && c[1] > 0 && seen == 0) seen = 1;
                }
            } catch (Throwable t) {
                throw new Exception(t);
            }
            return c;
        });
        long end = System.nanoTime() + 30_000_000_000L;
        for (int i = 0; i < 200 || seen == 0 && System.nanoTime() < end; i++) {
            site.setTarget(i % 2 == 0 ? mul : add);
            if (i % 16 == 0) MutableCallSite.syncAll(new MutableCallSite[]{site});
            if (i % 64 == 0) Thread.sleep(1);
        }
        stop = true;
        System.out.println(counts.get()[2] + " " + seen);
        ex.shutdown();
        rec.setTarget(l.findStatic(MhThreads.class, "fact", methodType(int.class, int.class)));
        System.out.println(fact(10));
        Map<MethodType, Integer> types = new HashMap<>();
        Class<?>[] cs = {int.class, long.class, Object.class, String.class, double.class};
        for (Class<?> a : cs) for (Class<?> b : cs) for (Class<?> c : cs) types.merge(methodType(a, b, c), 1, Integer::sum);
        for (Class<?> a : cs) for (Class<?> b : cs) types.merge(methodType(a, b, int.class), 1, Integer::sum);
        System.out.println(types.size() + " " + types.get(methodType(int.class, long.class, int.class)));
        long h = 0;
        for (Class<?> a : new Class<?>[]{int.class, long.class, float.class, double.class, Object.class, byte.class, boolean.class}) {
            MethodHandle id = MethodHandles.identity(a), z = MethodHandles.zero(a);
            h = h * 31 + id.type().hashCode() % 1 + String.valueOf((Object) MethodHandles.filterReturnValue(z, id).invoke()).hashCode();
        }
        System.out.println(h);
        System.out.println("done MhThreads");
    }

    static volatile int seen;
}
