import java.util.function.IntUnaryOperator;

/**
 * Accesses of objects that are null now and then, of each kind, where compiled code has no check of its own: fields and
 * elements of all types, lengths, calls, monitors; caught here, in callers, or nowhere; thrown once, and over and over.
 */
public class NullsAtAccesses {
    boolean z = true;
    byte b = -1;
    char c = 'c';
    short s = -3;
    int i = 4;
    long l = 5L << 40;
    float f = 6.5f;
    double d = -7.25;
    NullsAtAccesses next;

    int plain() { return i; }
    static class Sub extends NullsAtAccesses { @Override int plain() { return i + 1; } }
    interface Shape { int area(int x); }
    record Square(int side) implements Shape { public int area(int x) { return side * side + x; } }
    record Line(int side) implements Shape { public int area(int x) { return x; } }

    static long loads(NullsAtAccesses o, int which) {
        return switch (which) {
            case 0 -> o.z ? 1 : 0;
            case 1 -> o.b;
            case 2 -> o.c;
            case 3 -> o.s;
            case 4 -> o.i;
            case 5 -> o.l;
            case 6 -> (long) o.f;
            case 7 -> (long) o.d;
            default -> o.next == null ? 1 : o.next.i;
        };
    }

    static void stores(NullsAtAccesses o, int which, int x) {
        switch (which) {
            case 0 -> o.z = x > 0;
            case 1 -> o.b = (byte) x;
            case 2 -> o.c = (char) x;
            case 3 -> o.s = (short) x;
            case 4 -> o.i = 17;
            case 5 -> o.l = x;
            case 6 -> o.f = x;
            case 7 -> o.d = x;
            default -> o.next = o;
        }
    }

    static int elements(int[] ints, byte[] bytes, Object[] objects, int index) {
        int sum = ints[index] + bytes.length;
        bytes[0] = (byte) index;
        objects[1] = "x";
        return sum + objects.length;
    }

    static int calls(NullsAtAccesses o, Shape shape, String text, int x) {
        return o.plain() + shape.area(x) + text.length() + text.charAt(0);
    }

    static int locks(Object lock, int x) {
        synchronized (lock) {
            return x + 1;
        }
    }

    /** The exit has values of all kinds in registers and on the stack. */
    static double many(NullsAtAccesses o, int a, long b, float c, double d, int e, long f, int g, double h) {
        double sum = 0;
        try {
            sum = a + b + c + d;
            sum += o.d * h + e;
        } catch (NullPointerException x) {
            return -(sum + a * 2 + b * 3 + c * 4 + d * 5 + e * 6 + f * 7 + g * 8 + h * 9);
        }
        return sum + f + g;
    }

    /** A walk that ends with an exception. */
    static int walk(NullsAtAccesses first) {
        int n = 0;
        try {
            for (NullsAtAccesses at = first; ; at = at.next) n += at.i;
        } catch (NullPointerException e) {
            return n;
        }
    }

    static int deep(NullsAtAccesses o, int n) {
        return n == 0 ? o.i : deep(o, n - 1) + 1;
    }

    static int fresh(NullsAtAccesses o) { return o.i; }

    private static boolean isFirst;

    static int caught(IntUnaryOperator f, int x) {
        try {
            return f.applyAsInt(x);
        } catch (NullPointerException e) {
            // HotSpot's compiled code throws one without message or trace when it has thrown often.
            if (isFirst) System.out.println(e.getMessage() + " " + e.getStackTrace()[0]);
            isFirst = false;
            return -7;
        }
    }

    static void show(String what, IntUnaryOperator f, int every) {
        long sum = 0;
        isFirst = every == 1499;
        int n = every == 3 ? 300 : 1500;
        for (int x = 0; x < n; x++) sum = sum * 31 + caught(f, x % every == every - 1 ? -x : x);
        System.out.println(what + " " + sum);
    }

    public static void main(String[] args) throws InterruptedException {
        NullsAtAccesses o = new NullsAtAccesses(), sub = new Sub();
        Shape[] shapes = {new Square(3), new Line(4)};
        for (int every : new int[] {1499, 3}) {
            show("loads", x -> (int) loads(x < 0 ? null : o, Math.abs(x) % 9), every);
            show("stores", x -> {
                stores(x < 0 ? null : o, Math.abs(x) % 9, x);
                return (int) o.l + o.b + o.s;
            }, every);
            int[] ints = {1, 2, 3};
            byte[] bytes = new byte[5];
            Object[] objects = new Object[7];
            show("elements", x -> elements(x < 0 && x % 2 == 0 ? null : ints, x < 0 && x % 4 == -1 ? null : bytes,
                x < 0 ? null : objects, Math.abs(x) % 3), every);
            show("calls", x -> calls(x < 0 && x % 2 == 0 ? null : (x & 4) == 0 ? o : sub, x < 0 && x % 4 == -1 ? null : shapes[x & 1],
                x < 0 ? null : "text", x), every);
            show("locks", x -> locks(x < 0 ? null : o, x), every);
            show("many", x -> (int) many(x < 0 ? null : o, x, x * 3L, x * .5f, x * .25, x + 1, x + 2, x + 3, x + 4.5), every);
            show("deep", x -> deep(x < 0 ? null : o, Math.abs(x) % 12), every);
        }
        NullsAtAccesses list = null;
        for (int n = 0; n < 100; n++) {
            NullsAtAccesses node = new NullsAtAccesses();
            node.next = list;
            list = node;
        }
        long sum = 0;
        for (int n = 0; n < 300; n++) sum += walk(list);
        System.out.println(sum);
        Thread[] threads = new Thread[4];
        long[] sums = new long[threads.length];
        for (int t = 0; t < threads.length; t++) {
            int number = t;
            threads[t] = new Thread(() -> {
                for (int x = 0; x < 500; x++) {
                    int y = x;
                    sums[number] += caught(z -> (int) loads(y % 7 == 0 ? null : o, 3), x) + locks(sums, 1);
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) thread.join();
        System.out.println(sums[0] == sums[1] && sums[1] == sums[2] && sums[2] == sums[3] ? sums[0] : -1);
        fresh(null);
    }
}
