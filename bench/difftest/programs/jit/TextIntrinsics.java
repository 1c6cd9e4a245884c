import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Methods that a compiler calls as functions of the VM: order and search of texts in both encodings,
 * checksums, references, clones of arrays, identity hashes. What is given wrong arguments throws.
 */
public class TextIntrinsics {
    static final String[] TEXTS = {
        "", "a", "b", "ab", "abc", "abd", "\u00e9", "\u00ff", "a\u00e9", "\u0100", "a\u0100", "a\u0161", "\u03b1", "ab\u03b1", "ab\u03b2",
        "abc\u03b1\u03b2\u03b3", "\ud83d\ude00", "a\ud83d\ude00b", "the quick brown fox jumps", "the quick br\u00f6wn fox jumps",
        "the quick brown fox \u03b1 jumps over the lazy dog", "the quick brown fox \u03b1 jumps over the lazy dot",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\u03b1", "aaaaaaaaaaaaaaaab", "aab", "\u0001\u0161a\u0001", "\uffff", "\ufffe\uffff",
    };

    static long hash;

    static void add(long value) {
        hash = hash * 31 + value;
    }

    static void show(String what) {
        System.out.println(what + " " + Long.toHexString(hash));
        hash = 0;
    }

    static void order() {
        for (String a : TEXTS) {
            for (String b : TEXTS) {
                add(a.compareTo(b));
                add(a.contentEquals(new StringBuilder(b)) ? 1 : 0);
            }
        }
        show("order");
    }

    static void search() {
        for (String a : TEXTS) {
            for (String b : TEXTS) {
                add(a.indexOf(b));
                add(a.contains(b) ? 1 : 0);
                add(a.lastIndexOf(b));
                for (int from = -1; from <= a.length() + 1; from += 3) add(a.indexOf(b, from));
            }
            for (char c : new char[] {'a', 'b', 'x', 'g', '\u00e9', '\u0161', '\u03b1', '\ude00', '\uffff'}) {
                for (int from = -1; from <= a.length() + 1; from++) add(a.indexOf(c, from));
            }
            add(a.indexOf(0x1f600));
            add(a.indexOf(-1));
            add(a.indexOf(0x110000));
        }
        show("search");
    }

    static void checksums() {
        byte[] bytes = new byte[200];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * i + 3 * i);
        CRC32 crc = new CRC32();
        for (int n = 0; n < bytes.length; n++) {
            crc.update(n * 77);
            crc.update(bytes, bytes.length - n - (n & 1), n);
            add(crc.getValue());
            if (n % 50 == 0) crc.reset();
        }
        for (int[] range : new int[][] {{-1, 1}, {0, -1}, {200, 1}, {1, 200}, {Integer.MAX_VALUE, Integer.MAX_VALUE}}) {
            add(thrown(() -> crc.update(bytes, range[0], range[1])).hashCode());
        }
        add(thrown(() -> crc.update(null, 0, 1)).hashCode());
        crc.update(bytes, 200, 0);
        add(crc.getValue());
        show("checksums");
    }

    static String thrown(Runnable body) {
        try {
            body.run();
            return "nothing";
        } catch (RuntimeException e) {
            return e.getClass().getName() + ": " + e.getMessage();
        }
    }

    static void references() {
        Object one = new Object(), two = "two";
        WeakReference<Object> weak = new WeakReference<>(one);
        SoftReference<Object> soft = new SoftReference<>(two);
        PhantomReference<Object> phantom = new PhantomReference<>(one, new ReferenceQueue<>());
        for (Object o : new Object[] {one, two, null, weak}) {
            add(weak.refersTo(o) ? 1 : 0);
            add(soft.refersTo(o) ? 1 : 0);
            add(phantom.refersTo(o) ? 1 : 0);
        }
        weak.clear();
        phantom.clear();
        add(weak.refersTo(null) ? 1 : 0);
        add(phantom.refersTo(null) ? 1 : 0);
        add(weak.get() == null ? 1 : 0);
        add(soft.get() == two ? 1 : 0);
        if (one.hashCode() != System.identityHashCode(one) || phantom.refersTo(one)) System.out.println("reachable until here");
        show("references");
    }

    int[] ints = {1, 2, 3};

    static byte[] copy(byte[] bytes) {
        return bytes.clone();
    }

    static void clones() {
        for (int n = 0; n < 100; n++) {
            byte[] bytes = new byte[n];
            for (int i = 0; i < n; i++) bytes[i] = (byte) (i * 3);
            byte[] other = copy(bytes);
            if (n > 0) bytes[0]++;
            add(Arrays.hashCode(other) * 31 + Arrays.hashCode(bytes));
            long[] longs = new long[n];
            Arrays.fill(longs, n * 5L);
            long[] same = longs.clone();
            add(Arrays.equals(longs, same) && longs != same ? 1 : 0);
            boolean[][] nested = {{true}, new boolean[n]};
            boolean[][] shallow = nested.clone();
            add(shallow[1] == nested[1] ? 1 : 0);
            String[] strings = {"s", null};
            Object[] objects = strings.clone();
            add(objects.getClass() == String[].class ? 1 : 0);
            TextIntrinsics holder = new TextIntrinsics();
            int[] ints = holder.ints.clone();
            ints[0] = n;
            add(Arrays.hashCode(ints) + holder.ints[0]);
        }
        add(thrown(() -> copy(null)).startsWith("java.lang.NullPointerException") ? 1 : 0);
        show("clones");
    }

    static class Plain {}

    static class Hashed extends Plain {
        @Override
        public int hashCode() {
            return 5 + super.hashCode() * 0;
        }
    }

    static void hashes() {
        Object[] all = {new Plain(), new Hashed(), "text", new int[1], new Object(), 17, new Plain()};
        for (Object o : all) {
            int first = o.hashCode();
            synchronized (o) {
                add(first == o.hashCode() ? 1 : 0);
            }
            boolean isIdentity = o.getClass() == Plain.class || o.getClass() == Object.class || o instanceof int[];
            add(isIdentity ? (first == System.identityHashCode(o) ? 1 : 0) : first);
        }
        add(thrown(() -> all[(int) (hash & 0)].hashCode()).length());
        Plain plain = new Plain();
        int sum = 0;
        for (int i = 0; i < 100; i++) sum += plain.hashCode() == System.identityHashCode(plain) ? 1 : 0;
        add(sum);
        show("hashes");
    }

    public static void main(String[] args) {
        for (int round = 0; round < 30; round++) {
            order();
            search();
            checksums();
            references();
            clones();
            hashes();
        }
        System.out.println("done");
    }
}
