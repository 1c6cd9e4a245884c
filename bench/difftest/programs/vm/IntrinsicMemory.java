import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import sun.misc.Unsafe;

/** Methods that a compiler builds as accesses of memory or as functions of the VM, in methods that get hot. */
public class IntrinsicMemory {
    static long hash;

    static void add(long value) {
        hash = hash * 31 + value;
    }

    static void add(String text) {
        add(text.hashCode());
    }

    static void show(String what) {
        System.out.println(what + " " + Long.toHexString(hash));
        hash = 0;
    }

    static String message(Throwable e) {
        return e.getClass().getName() + ": " + e.getMessage();
    }

    static void copy(Object source, int from, Object target, int to, int count) {
        try {
            System.arraycopy(source, from, target, to, count);
            add(1);
        } catch (RuntimeException e) {
            add(message(e));
        }
    }

    static void copies() {
        int[][] shapes = {{0, 0, 5}, {1, 3, 4}, {3, 1, 4}, {0, 8, 1}, {0, 8, 0}, {8, 0, 0}, {0, 0, 8}, {-1, 0, 1}, {0, -1, 1}, {0, 0, -1}, {4, 0, 5}, {0, 4, 5},
            {Integer.MAX_VALUE, 1, 1}, {1, Integer.MAX_VALUE, Integer.MAX_VALUE}, {9, 0, 0}};
        for (int[] shape : shapes) {
            byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8};
            char[] chars = "abcdefgh".toCharArray();
            short[] shorts = {1, 2, 3, 4, 5, 6, 7, 8};
            int[] ints = {1, 2, 3, 4, 5, 6, 7, 8};
            long[] longs = {1, 2, 3, 4, 5, 6, 7, 8};
            double[] doubles = {1, 2, 3, 4, 5, 6, 7, 8};
            boolean[] booleans = {true, false, true, true, false, false, true, false};
            Object[] objects = {"a", "b", null, "d", 5, "f", "g", "h"};
            String[] strings = {"A", "B", "C", null, "E", "F", "G", "H"};
            Object[] all = {bytes, chars, shorts, ints, longs, doubles, booleans, objects, strings, null, "text"};
            for (Object source : all) {
                for (Object target : all) {
                    copy(source, shape[0], target, shape[1], shape[2]);
                }
            }
            add(Arrays.toString(bytes) + Arrays.toString(chars) + Arrays.toString(shorts) + Arrays.toString(ints) + Arrays.toString(longs));
            add(Arrays.toString(doubles) + Arrays.toString(booleans) + Arrays.toString(objects) + Arrays.toString(strings));
        }
        show("copies");
    }

    static void copiesOf() {
        for (int length = 0; length < 20; length++) {
            int[] ints = new int[length];
            Arrays.setAll(ints, i -> i * 77);
            String[] strings = new String[length];
            Arrays.setAll(strings, i -> "s" + i);
            add(Arrays.toString(Arrays.copyOf(ints, 10)) + Arrays.toString(Arrays.copyOfRange(strings, length / 2, length + 3)) + Arrays.toString(ints.clone()));
            add(Arrays.equals(ints, ints.clone()) ? 1 : 0);
        }
        show("copies of");
    }

    static void equalities() {
        for (int length = 0; length < 70; length += 3) {
            byte[] bytes = new byte[length];
            long[] longs = new long[length];
            char[] chars = new char[length];
            Arrays.fill(bytes, (byte) 5);
            Arrays.fill(longs, 1L << 40);
            Arrays.fill(chars, 'x');
            for (int at = 0; at < length; at += 5) {
                byte[] otherBytes = bytes.clone();
                long[] otherLongs = longs.clone();
                char[] otherChars = chars.clone();
                add((Arrays.equals(bytes, otherBytes) ? 1 : 0) + Arrays.mismatch(longs, otherLongs) + Arrays.compare(chars, otherChars));
                otherBytes[at]++;
                otherLongs[at] += 1L << 33;
                otherChars[at] = 'y';
                add((Arrays.equals(bytes, otherBytes) ? 1 : 0) + Arrays.mismatch(longs, otherLongs) + Arrays.compare(chars, otherChars));
                add(Arrays.mismatch(bytes, otherBytes) + 31 * Arrays.mismatch(chars, otherChars) + (Arrays.equals(longs, otherLongs) ? 1 : 0));
            }
            add(Arrays.equals(bytes, null) ? 1 : 0);
            add(Arrays.equals((byte[]) null, null) ? 1 : 0);
        }
        show("equalities");
    }

    static void strings() {
        StringBuilder latin = new StringBuilder();
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            latin.append((char) (i * 7 % 256));
            wide.append((char) (i * 1234 + 300));
            String l = latin.toString();
            String w = wide.toString();
            add(l.hashCode() + 31 * w.hashCode());
            add(l.equals(latin.toString()) ? 1 : 0);
            add(w.equals(wide.toString()) ? 1 : 0);
            add(l.equals(l.substring(1) + "x") ? 1 : 0);
            add(l.compareTo(l.substring(0, i / 2) + "~") + w.compareTo(w.substring(0, i / 2) + "~") + l.compareTo(w) + w.compareTo(l));
            add(l.indexOf('c') + l.indexOf((char) 252, i / 3) + w.indexOf(l) + l.indexOf(l.substring(i / 2)) + l.indexOf("zz", 3) + l.indexOf("", i) + l.indexOf("q", -5));
            add(l.lastIndexOf('c') + w.indexOf(w.charAt(i)) + w.indexOf(w.substring(i)));
            add((l + w).substring(0, i) + new String(l.toCharArray()) + new String(w.toCharArray(), i / 2, i - i / 2));
            byte[] utf8 = (l + w).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            add(new String(utf8, java.nio.charset.StandardCharsets.UTF_8));
            add(new String(l.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), java.nio.charset.StandardCharsets.ISO_8859_1));
            add(l.replace('a', 'b') + l.toUpperCase() + w.toLowerCase());
            char[] chars = new char[200];
            l.getChars(0, i, chars, 3);
            w.getChars(i / 2, i, chars, 50);
            add(new String(chars));
        }
        show("strings");
    }

    interface Task {
        long run();
    }

    static void attempt(Task task) {
        try {
            add(task.run());
        } catch (RuntimeException e) {
            add(message(e));
        }
    }

    static void checks() {
        int[] numbers = {0, 1, 5, -1, Integer.MIN_VALUE, Integer.MAX_VALUE};
        for (int i : numbers) {
            for (int n : numbers) {
                attempt(() -> Objects.checkIndex(i, n));
                attempt(() -> "abcdef".charAt(i));
                attempt(() -> "abcdef".substring(Math.min(i, 3), Math.max(n, 3)).length());
            }
        }
        show("checks");
    }

    static void classes() {
        Object[] objects = {"s", 1, new int[0], new String[0], new Object[0], new Object(), Thread.currentThread(), Runnable.class, int.class};
        Class<?>[] classes = {Object.class, String.class, Comparable.class, Number.class, int[].class, Object[].class, String[].class, Runnable.class, int.class, void.class, Cloneable.class,
            Thread.State.class, Unsafe.class};
        for (Class<?> c : classes) {
            for (Object o : objects) {
                add((c.isInstance(o) ? 1 : 0) + (o.getClass() == c ? 2 : 0) + (c.isAssignableFrom(o.getClass()) ? 4 : 0));
                attempt(() -> c.cast(o).hashCode() == o.hashCode() ? 1 : 0);
            }
            add(c.isInstance(null) ? 1 : 0);
            attempt(() -> c.isAssignableFrom(null) ? 1 : 0);
            add(c.getModifiers() + (c.isArray() ? 1 << 20 : 0) + (c.isInterface() ? 1 << 21 : 0) + (c.isPrimitive() ? 1 << 22 : 0));
            add(String.valueOf(c.getSuperclass()));
        }
        Object o = new Object();
        int first = System.identityHashCode(o);
        synchronized (o) {
            add(first == System.identityHashCode(o) && first == o.hashCode() && System.identityHashCode(null) == 0 ? 1 : 0);
        }
        add(Thread.currentThread().getName());
        attempt(() -> ((Object) null).getClass().hashCode());
        show("classes");
    }

    int plain = 5;
    long wide = 6;
    Object reference = "start";
    byte small = 3;
    boolean flag;

    static final Unsafe UNSAFE;
    static final long PLAIN;
    static final long WIDE;
    static final long REFERENCE;
    static final long SMALL;
    static final long FLAG;
    static final VarHandle PLAIN_HANDLE;
    static final VarHandle REFERENCE_HANDLE;
    static final VarHandle ELEMENTS = MethodHandles.arrayElementVarHandle(long[].class);
    static final VarHandle VIEW = MethodHandles.byteArrayViewVarHandle(int[].class, java.nio.ByteOrder.BIG_ENDIAN);

    static {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            UNSAFE = (Unsafe) field.get(null);
            PLAIN = UNSAFE.objectFieldOffset(IntrinsicMemory.class.getDeclaredField("plain"));
            WIDE = UNSAFE.objectFieldOffset(IntrinsicMemory.class.getDeclaredField("wide"));
            REFERENCE = UNSAFE.objectFieldOffset(IntrinsicMemory.class.getDeclaredField("reference"));
            SMALL = UNSAFE.objectFieldOffset(IntrinsicMemory.class.getDeclaredField("small"));
            FLAG = UNSAFE.objectFieldOffset(IntrinsicMemory.class.getDeclaredField("flag"));
            PLAIN_HANDLE = MethodHandles.lookup().findVarHandle(IntrinsicMemory.class, "plain", int.class);
            REFERENCE_HANDLE = MethodHandles.lookup().findVarHandle(IntrinsicMemory.class, "reference", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static void unsafe(int round) {
        IntrinsicMemory o = new IntrinsicMemory();
        UNSAFE.putInt(o, PLAIN, round);
        add(UNSAFE.getInt(o, PLAIN) + UNSAFE.getIntVolatile(o, PLAIN) + o.plain);
        add(UNSAFE.compareAndSwapInt(o, PLAIN, round, 9) ? 1 : 0);
        add(UNSAFE.compareAndSwapInt(o, PLAIN, round + 1000, 10) ? 1 : 0);
        add(UNSAFE.getAndAddInt(o, PLAIN, -7) * 100 + UNSAFE.getAndSetInt(o, PLAIN, 77) + o.plain);
        UNSAFE.putLongVolatile(o, WIDE, round * 3L << 33);
        add(UNSAFE.getLong(o, WIDE) + UNSAFE.getAndAddLong(o, WIDE, 1L << 34) + UNSAFE.getAndSetLong(o, WIDE, -1) + o.wide);
        add(UNSAFE.compareAndSwapLong(o, WIDE, -1, 12) ? o.wide : 0);
        UNSAFE.putOrderedObject(o, REFERENCE, "r" + round);
        add((String) UNSAFE.getObject(o, REFERENCE) + UNSAFE.getObjectVolatile(o, REFERENCE));
        String next = "n" + round;
        add(UNSAFE.compareAndSwapObject(o, REFERENCE, o.reference, next) ? 1 : 0);
        add(UNSAFE.compareAndSwapObject(o, REFERENCE, "other", null) ? 1 : 0);
        add((String) UNSAFE.getAndSetObject(o, REFERENCE, o));
        add(o.reference == o ? 1 : 0);
        add(UNSAFE.getAndSetObject(o, REFERENCE, null) == o && o.reference == null ? 1 : 0);
        UNSAFE.putByte(o, SMALL, (byte) (round * 3));
        UNSAFE.putBoolean(o, FLAG, (round & 1) == 0);
        add(UNSAFE.getByte(o, SMALL) + (UNSAFE.getBoolean(o, FLAG) ? 1000 : 0) + o.small + (o.flag ? 5 : 0));
        long memory = UNSAFE.allocateMemory(64);
        UNSAFE.putLong(memory, round * 0x123456789L);
        UNSAFE.putShort(memory + 3, (short) round);
        add(UNSAFE.getLong(memory) + UNSAFE.getInt(null, memory + 1) + UNSAFE.getByte(memory + 7) + UNSAFE.getChar(null, memory + 2));
        UNSAFE.putIntVolatile(null, memory + 8, 5);
        add(UNSAFE.compareAndSwapInt(null, memory + 8, 5, 6) ? UNSAFE.getInt(memory + 8) : -1);
        add(UNSAFE.getAndAddInt(null, memory + 8, 3));
        UNSAFE.freeMemory(memory);
        float[] floats = {1.5f, 2.5f};
        UNSAFE.putFloat(floats, Unsafe.ARRAY_FLOAT_BASE_OFFSET + 4L, 9.25f);
        add((long) (UNSAFE.getFloat(floats, (long) Unsafe.ARRAY_FLOAT_BASE_OFFSET) * 100 + floats[1]));
        UNSAFE.fullFence();
        UNSAFE.loadFence();
        UNSAFE.storeFence();
        attempt(() -> UNSAFE.getAndAddInt(round > 1 ? o : null, round > 1 ? PLAIN : memory(), 1));
    }

    static long shared = UNSAFE.allocateMemory(8);

    static long memory() {
        UNSAFE.putInt(shared, 33);
        return shared;
    }

    static void handles(int round) {
        IntrinsicMemory o = new IntrinsicMemory();
        PLAIN_HANDLE.setVolatile(o, round);
        add((int) PLAIN_HANDLE.getAndAdd(o, 5) + (int) PLAIN_HANDLE.getAcquire(o) + (int) PLAIN_HANDLE.compareAndExchange(o, round + 5, 1));
        add((int) PLAIN_HANDLE.getAndBitwiseOr(o, 6) + o.plain);
        REFERENCE_HANDLE.setRelease(o, "h" + round);
        add((String) REFERENCE_HANDLE.getOpaque(o));
        Object seen = REFERENCE_HANDLE.compareAndExchange(o, o.reference, o);
        add((String) seen);
        add(REFERENCE_HANDLE.getAndSet(o, "x") == o ? 1 : 0);
        long[] longs = {1, 2, 3};
        add((long) ELEMENTS.getAndAdd(longs, 1, 40L) + longs[1]);
        attempt(() -> (long) ELEMENTS.getVolatile(longs, round));
        byte[] bytes = {1, 2, 3, 4, 5, 6, 7, 8};
        VIEW.set(bytes, 1, round * 0x1010101);
        add((int) VIEW.get(bytes, 2) + bytes[1]);
        attempt(() -> (int) VIEW.get(bytes, round));
        AtomicInteger i = new AtomicInteger(round);
        add(i.incrementAndGet() + i.getAndUpdate(x -> x * 2) + i.accumulateAndGet(3, Integer::sum) + (i.compareAndSet(5, 6) ? 1 : 0));
        AtomicLong l = new AtomicLong(round);
        add(l.addAndGet(1L << 40) + l.getAndSet(3));
        AtomicReference<String> r = new AtomicReference<>("a");
        add(r.getAndSet("b" + round) + r.updateAndGet(x -> x + "c") + r.compareAndSet("zz", "q"));
        AtomicReferenceArray<Object> array = new AtomicReferenceArray<>(4);
        array.set(2, "two");
        add(array.getAndSet(2, array) + " " + (array.get(2) == array));
    }

    static Object[] churn = new Object[64];

    /** References are stored, exchanged and copied while there are collections. */
    static void references() {
        AtomicReference<Object[]> head = new AtomicReference<>();
        long sum = 0;
        for (int i = 0; i < 30000; i++) {
            Object[] node = {head.get(), new int[] {i}, "n" + (i % 10)};
            if (!head.compareAndSet((Object[]) node[0], node)) {
                throw new AssertionError();
            }
            if (i % 500 == 499) {
                for (Object[] at = head.getAndSet(null); at != null; at = (Object[]) at[0]) {
                    sum += ((int[]) at[1])[0] + ((String) at[2]).length();
                }
            }
            churn[i % 64] = node;
            System.arraycopy(churn, 0, churn, 7, 40);
            Object[] copy = churn.clone();
            sum += copy.length + (copy[i % 64] == churn[i % 64] ? 1 : 0);
        }
        add(sum);
        show("references");
    }

    public static void main(String[] args) {
        for (int round = 0; round < 3; round++) {
            copies();
            copiesOf();
            equalities();
            strings();
            checks();
            classes();
        }
        for (int round = 0; round < 2000; round++) {
            unsafe(round);
        }
        show("unsafe");
        for (int round = 0; round < 2000; round++) {
            handles(round);
        }
        show("handles");
        references();
        System.out.println("done");
    }
}
