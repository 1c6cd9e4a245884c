// difftest: gc-every=20000
import java.util.Arrays;

/**
 * System.arraycopy between arrays of known and unknown kinds: lengths up to a hundred, overlapping
 * both ways, known lengths, and everything that throws.
 */
public class ArrayCopies {
    static final int MAX = 100;

    byte[] bytes = new byte[3 * MAX];
    char[] chars = new char[3 * MAX];
    short[] shorts = new short[3 * MAX];
    int[] ints = new int[3 * MAX];
    long[] longs = new long[3 * MAX];
    float[] floats = new float[3 * MAX];
    double[] doubles = new double[3 * MAX];
    boolean[] booleans = new boolean[3 * MAX];
    Object[] objects = new Object[3 * MAX];
    String[] strings = new String[3 * MAX];

    void fill() {
        for (int i = 0; i < bytes.length; i++) {
            int x = i * 31 + 7;
            bytes[i] = (byte) x;
            chars[i] = (char) (x * 257);
            shorts[i] = (short) (x * 259);
            ints[i] = x * 65539;
            longs[i] = x * 4294967311L;
            floats[i] = x * 0.5f;
            doubles[i] = x * 0.25;
            booleans[i] = (x & 4) != 0;
            strings[i] = i % 10 == 9 ? null : "s" + x % 17;
            objects[i] = i % 7 == 6 ? null : i % 5 == 0 ? (Object) i : strings[i];
        }
    }

    void move(int from, int to, int n) {
        System.arraycopy(bytes, from, bytes, to, n);
        System.arraycopy(chars, from, chars, to, n);
        System.arraycopy(shorts, from, shorts, to, n);
        System.arraycopy(ints, from, ints, to, n);
        System.arraycopy(longs, from, longs, to, n);
        System.arraycopy(floats, from, floats, to, n);
        System.arraycopy(doubles, from, doubles, to, n);
        System.arraycopy(booleans, from, booleans, to, n);
        System.arraycopy(objects, from, objects, to, n);
        System.arraycopy(strings, from, strings, to, n);
    }

    long hash() {
        long h = Arrays.hashCode(bytes);
        h = h * 31 + Arrays.hashCode(chars);
        h = h * 31 + Arrays.hashCode(shorts);
        h = h * 31 + Arrays.hashCode(ints);
        h = h * 31 + Arrays.hashCode(longs);
        h = h * 31 + Arrays.hashCode(floats);
        h = h * 31 + Arrays.hashCode(doubles);
        h = h * 31 + Arrays.hashCode(booleans);
        h = h * 31 + Arrays.hashCode(objects);
        return h * 31 + Arrays.hashCode(strings);
    }

    /** Lengths and distances, both ways. */
    static long overlapping() {
        ArrayCopies a = new ArrayCopies();
        long sum = 0;
        int[] distances = {0, 1, 3, 8, 15, 17, 33, 65};
        for (int n = 0; n < MAX; n += n < 20 ? 1 : n < 70 ? 5 : 13) {
            a.fill();
            for (int d : distances) {
                a.move(50, 50 + d, n);
                a.move(60 + d, 60, n);
            }
            sum = sum * 31 + a.hash();
        }
        return sum;
    }

    /** Lengths that are known. */
    static long known() {
        byte[] from = new byte[80], to = new byte[80];
        for (int i = 0; i < from.length; i++) from[i] = (byte) (i * 7 + 1);
        System.arraycopy(from, 1, to, 0, 1);
        System.arraycopy(from, 2, to, 1, 2);
        System.arraycopy(from, 3, to, 3, 3);
        System.arraycopy(from, 4, to, 6, 4);
        System.arraycopy(from, 5, to, 10, 5);
        System.arraycopy(from, 6, to, 15, 0);
        System.arraycopy(from, 7, to, 15, 8);
        long sum = Arrays.hashCode(to);
        System.arraycopy(to, 1, to, 2, 15);
        sum = sum * 31 + Arrays.hashCode(to);
        System.arraycopy(to, 2, to, 1, 16);
        sum = sum * 31 + Arrays.hashCode(to);
        System.arraycopy(from, 9, to, 9, 17);
        System.arraycopy(to, 8, to, 5, 33);
        sum = sum * 31 + Arrays.hashCode(to);
        System.arraycopy(to, 0, to, 9, 49);
        System.arraycopy(to, 10, to, 6, 64);
        sum = sum * 31 + Arrays.hashCode(to);
        System.arraycopy(to, 0, to, 15, 65);
        char[] chars = "the quick brown fox".toCharArray();
        System.arraycopy(chars, 1, chars, 4, 1);
        System.arraycopy(chars, 1, chars, 6, 2);
        System.arraycopy(chars, 2, chars, 1, 3);
        long[] longs = {1, 2, 3, 4, 5};
        System.arraycopy(longs, 0, longs, 1, 4);
        return sum * 31 + Arrays.hashCode(to) + Arrays.hashCode(chars) + Arrays.hashCode(longs);
    }

    /** Long runs, also of references to objects that are new. */
    static long large() {
        long sum = 0;
        byte[] bytes = new byte[20_000];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * i);
        for (int n = 2000; n < 9000; n += 777) {
            byte[] copy = new byte[n + 5];
            System.arraycopy(bytes, n, copy, 3, n);
            System.arraycopy(copy, 3, copy, 2, n);
            System.arraycopy(copy, 100, copy, 0, n - 100);
            System.arraycopy(copy, 0, copy, 100, n - 100);
            sum = sum * 31 + Arrays.hashCode(copy);
        }
        Object[] old = new Object[5000];
        for (int round = 0; round < 8; round++) {
            Object[] fresh = new Object[700];
            for (int i = 0; i < fresh.length; i++) fresh[i] = new int[] {round, i};
            System.arraycopy(fresh, 0, old, round * 200, fresh.length);
            System.arraycopy(old, 0, old, 1, 4000);
        }
        for (Object o : old) sum = sum * 31 + (o == null ? 1 : ((int[]) o)[0] * 1000 + ((int[]) o)[1]);
        return sum;
    }

    static Object[] grown(Object[] from, int n) {
        Object[] to = new Object[n];
        System.arraycopy(from, 0, to, 0, Math.min(n, from.length));
        return to;
    }

    static void between(Object[] from, Object[] to, int n) {
        System.arraycopy(from, 0, to, 0, n);
    }

    static void any(Object from, int i, Object to, int k, int n) {
        System.arraycopy(from, i, to, k, n);
    }

    static void bytes(byte[] from, int i, byte[] to, int k, int n) {
        System.arraycopy(from, i, to, k, n);
    }

    static String thrown(Runnable copy) {
        try {
            copy.run();
            return "copied";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    static void exceptions() {
        byte[] b = new byte[10];
        int[][] places = {{-1, 0, 1}, {0, -1, 1}, {0, 0, -1}, {8, 0, 3}, {0, 8, 3}, {10, 10, 0}, {11, 0, 0}, {0, 11, 0},
            {5, 5, Integer.MAX_VALUE}, {Integer.MAX_VALUE, 1, Integer.MAX_VALUE}, {Integer.MIN_VALUE, 0, 1}, {0, 0, 10}};
        for (int[] p : places) {
            System.out.println(thrown(() -> bytes(b, p[0], b, p[1], p[2])));
            System.out.println(thrown(() -> any(b, p[0], new byte[10], p[1], p[2])));
        }
        System.out.println(thrown(() -> bytes(null, 0, b, 0, 1)));
        System.out.println(thrown(() -> bytes(b, 0, null, 0, 0)));
        System.out.println(thrown(() -> any(b, 0, new char[3], 0, 1)));
        System.out.println(thrown(() -> any("text", 0, b, 0, 1)));
        System.out.println(thrown(() -> any(b, 0, new Object[1], 0, 1)));
        System.out.println(thrown(() -> any(new boolean[1], 0, b, 0, 1)));
        Object[] mixed = {"a", "b", 3, "d"};
        String[] target = new String[4];
        System.out.println(thrown(() -> between(mixed, target, 4)) + Arrays.toString(target));
        System.out.println(thrown(() -> between(new String[] {"x"}, new Integer[1], 1)));
        System.out.println(thrown(() -> between(new String[] {null}, new Integer[1], 1)));
        System.out.println(thrown(() -> between(mixed, target, 2)) + Arrays.toString(target));
    }

    public static void main(String[] args) {
        for (int round = 0; round < 2; round++) {
            System.out.println(overlapping() + " " + known() + " " + large());
        }
        long sum = 0;
        for (int i = 0; i < 2000; i++) {
            Object[] from = i % 3 == 0 ? new String[] {"p", "q", "r"} : new Object[] {i, "o", null};
            sum = sum * 31 + Arrays.hashCode(grown(from, i % 6));
            Object[] to = i % 3 == 0 ? new String[3] : new Object[3];
            between(from, i % 100 == 99 ? new Object[3] : to, i % 4);
            sum = sum * 31 + Arrays.hashCode(to);
        }
        System.out.println(sum);
        for (int i = 0; i < 3; i++) exceptions();
        System.out.println("done");
    }
}
