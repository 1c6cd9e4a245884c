import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Objects that the compiler may keep as their fields: what leaves compiled code finds them whole. */
public class VirtualObjects {
    static final class Point {
        int x;
        int y;
        Point next;

        Point(int x, int y) {
            this.x = x;
            this.y = y;
        }

        Point plus(Point other) {
            return new Point(x + other.x, y + other.y);
        }

        @Override
        public String toString() {
            return x + "/" + y + (next == null ? "" : next == this ? "@" : ">" + next.x);
        }
    }

    static final class Narrow {
        boolean z;
        byte b;
        char c;
        short s;
        long j;
        float f;
        double d;
        Object o;

        String show() {
            return z + " " + b + " " + (int) c + " " + s + " " + j + " " + f + " " + d + " " + o;
        }
    }

    static final class Finalizable {
        static int count;
        int x;

        @Override
        @SuppressWarnings({"deprecation", "removal"})
        protected void finalize() {
            count++;
        }
    }

    static final class Range {
        final int end;
        int at;

        Range(int end) {
            this.end = end;
        }

        boolean hasNext() {
            return at < end;
        }

        int next() {
            return at++;
        }
    }

    static Object sink;
    static int[] data = {3, 1, 4, 1, 5};

    /** Escapes on one branch only. */
    static int oneBranch(int n) {
        Point p = new Point(n, n * 2);
        if (n % 7 == 3) {
            p.x += 100;
            sink = p;
        }
        p.y += p.x;
        return p.y;
    }

    static int loopCarried(int n) {
        Point sum = new Point(0, 0);
        for (int i = 0; i < n; i++) {
            sum = sum.plus(new Point(i, 1));
            if (sum.x == 1_000_000) {
                sink = sum;
            }
        }
        return sum.x * 31 + sum.y;
    }

    static int iterator(int n) {
        int sum = 0;
        for (Range range = new Range(n); range.hasNext();) {
            sum += range.next();
        }
        return sum;
    }

    /** Two objects that name each other, and a bad index. */
    static String circle(int index) {
        Point a = new Point(index, 1);
        Point b = new Point(2, index);
        a.next = b;
        b.next = a;
        Point self = new Point(7, 7);
        self.next = self;
        try {
            a.x += data[index];
            b.y -= 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            a.y = 50;
            return a + " " + b + " " + self + " " + (a.next.next == a) + " " + (self.next == self);
        }
        return a.x + " " + b.y;
    }

    static String arrays(int i, int divisor) {
        int[] ints = {i, i + 1, 0};
        byte[] bytes = {(byte) i, (byte) (i * 3)};
        char[] chars = {(char) i, (char) -i};
        boolean[] flags = {i > 2, i < 2};
        long[] longs = {i, -i};
        double[] doubles = new double[2];
        Object[] objects = {ints, "x", null};
        String[] strings = {"a", null};
        try {
            ints[2] = 100 / divisor;
            strings[1] = "b";
        } catch (ArithmeticException e) {
            ints[2] = -1;
        }
        doubles[1] = longs[1] / 2.0;
        return ints[0] + " " + ints[2] + " " + bytes[1] + " " + (int) chars[1] + " " + flags[0] + flags[1] + " "
                + longs[1] + " " + doubles[1] + " " + (objects[0] == ints) + objects[2] + strings[1] + objects.length;
    }

    static String lengths(int n) {
        try {
            int[] empty = new int[0];
            Object[] some = new Object[n];
            return empty.length + " " + some.length + " " + new int[n].length;
        } catch (NegativeArraySizeException e) {
            return e.getMessage();
        }
    }

    /** A monitor is held where the code is left, and let go by the handler. */
    static String locks(int divisor) {
        Point lock = new Point(1, 2);
        Point inner = new Point(3, 4);
        String seen = "";
        try {
            synchronized (lock) {
                synchronized (inner) {
                    synchronized (lock) {
                        lock.x = 10 / divisor;
                    }
                    if (lock.x == 10) {
                        sink = inner;
                    }
                    if (divisor == 3) {
                        seen = Thread.holdsLock(lock) + " " + Thread.holdsLock(inner) + " ";
                    }
                }
            }
        } catch (ArithmeticException e) {
            seen = "caught ";
        }
        return seen + Thread.holdsLock(lock) + " " + Thread.holdsLock(inner) + " " + lock;
    }

    static synchronized int held(Point p, int divisor) {
        synchronized (p) {
            return p.x / divisor;
        }
    }

    static String heldThrough(int divisor) {
        Point p = new Point(12, 0);
        try {
            return "" + held(p, divisor);
        } catch (ArithmeticException e) {
            return e.getMessage() + " " + Thread.holdsLock(p) + " " + Thread.holdsLock(VirtualObjects.class);
        }
    }

    static final class Oops extends RuntimeException {
        final int code;

        Oops(int code) {
            super(null, null, false, false);
            this.code = code;
        }
    }

    static int thrown(int n) {
        try {
            if (n % 3 == 0) {
                throw new Oops(n);
            }
            return n;
        } catch (Oops oops) {
            return oops.code * 1000;
        }
    }

    static String identity(int n) {
        Point a = new Point(n, n);
        Point b = new Point(n, n);
        Point c = n % 2 == 0 ? a : b;
        boolean first = a == b;
        boolean second = c == a;
        int hash = System.identityHashCode(a);
        boolean third = hash == System.identityHashCode(a) && a.hashCode() == hash;
        return first + " " + second + " " + third + " " + (a instanceof Point) + " " + (a.getClass() == Point.class);
    }

    static String narrow(int n, int index) {
        Narrow o = new Narrow();
        o.z = (n & 1) != 0;
        o.b = (byte) n;
        o.c = (char) n;
        o.s = (short) n;
        o.j = n * 1_000_000_007L;
        o.f = n / 4f;
        o.d = -n / 8.0;
        if (index < 0) {
            o.o = "s";
        }
        try {
            o.b += (byte) data[index];
        } catch (ArrayIndexOutOfBoundsException e) {
            return "out " + o.show();
        }
        return o.b + " " + o.c + " " + o.s + " " + o.z + " " + o.j;
    }

    static int finalizable(int n) {
        Finalizable f = new Finalizable();
        f.x = n;
        return f.x + 1;
    }

    static int deep(Point p, int[] from, int depth) {
        Point q = new Point(p.x + depth, p.y);
        q.next = p;
        if (depth < 3) {
            return deep(q, from, depth + 1) + q.x;
        }
        return from[q.x] + q.next.next.x;
    }

    static String nested(int start) {
        Point p = new Point(start, 9);
        try {
            return "" + deep(p, data, 1);
        } catch (IndexOutOfBoundsException | NullPointerException e) {
            return e.getClass().getSimpleName() + " " + p;
        }
    }

    static int boxes(int n) {
        Integer sum = 0;
        Long wide = 0L;
        for (int i = 0; i < n; i++) {
            sum += i;
            wide += (long) sum;
        }
        return sum + wide.intValue();
    }

    static int optional(int n) {
        return Optional.of(n).map(x -> x + 1).filter(x -> x % 2 == 0).orElse(-1);
    }

    static int captured(int n) {
        Point p = new Point(n, n);
        IntSupplier supplier = () -> p.x + p.y;
        return supplier.getAsInt();
    }

    static String text(int n) {
        return new StringBuilder().append(n).append('-').append(n * 2L).append(n > 5).toString();
    }

    static int list(int n) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            list.add(i * 3);
        }
        int sum = 0;
        for (int x : list) {
            sum += x;
        }
        return sum;
    }

    /** The same object from before a loop, replaced in some rounds. */
    static String replaced(int n) {
        Point best = new Point(-1, -1);
        Point last = best;
        for (int i = 0; i < n; i++) {
            Point candidate = new Point(i * 37 % 11, i);
            if (candidate.x > best.x) {
                last = best;
                best = candidate;
            } else if (candidate.x == best.x) {
                candidate.next = best;
                last = candidate;
            }
        }
        return best + " " + last + " " + (best == last);
    }

    static int swap(int n) {
        Point a = new Point(1, 0);
        Point b = new Point(0, 1);
        for (int i = 0; i < n; i++) {
            Point t = a;
            a = b;
            b = t;
            a.x += i;
            b.y -= a.x;
        }
        return a.x * 1000 + a.y * 100 + b.x * 10 + b.y;
    }

    public static void main(String[] args) {
        long total = 0;
        for (int round = 0; round < 200; round++) {
            total += oneBranch(round) + loopCarried(round % 20) + iterator(round % 9) + thrown(round);
            total += finalizable(round) + boxes(round % 30) + optional(round) + captured(round) + list(round % 12);
            total += swap(round % 13);
            total += circle(round % 5).length() + arrays(round, 1 + round % 5).length() + locks(1 + round % 4).length();
            total += narrow(round, round % 5).length() + nested(round % 3 - 6).length() + identity(round).length();
            total += text(round).length() + replaced(round % 17).length() + heldThrough(1 + round % 3).length();
        }
        System.out.println(total);
        System.out.println(oneBranch(10) + " " + sink);
        System.out.println(circle(2));
        System.out.println(circle(5));
        System.out.println(circle(-1));
        System.out.println(arrays(3, 0));
        System.out.println(arrays(300, 7));
        System.out.println(lengths(0) + " " + lengths(4) + " " + lengths(-2));
        for (int divisor : new int[] {0, 1, 2, 3}) {
            System.out.println(locks(divisor) + " " + heldThrough(divisor));
        }
        System.out.println(thrown(3) + " " + thrown(4));
        System.out.println(identity(3) + " " + identity(4));
        System.out.println(narrow(70000, 5) + " | " + narrow(-70001, -1) + " | " + narrow(511, 2));
        System.out.println(nested(0) + " " + nested(-3) + " " + nested(-6) + " " + nested(100));
        System.out.println(boxes(200) + " " + optional(4) + " " + optional(5) + " " + captured(6) + " " + text(6) + " " + list(9));
        for (int n = 0; n < 14; n += 3) {
            System.out.println(replaced(n) + " " + swap(n) + " " + loopCarried(n) + " " + iterator(n));
        }
        System.out.println("done VirtualObjects");
    }
}
