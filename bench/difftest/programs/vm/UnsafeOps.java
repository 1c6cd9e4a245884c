import java.lang.reflect.Field;
import sun.misc.Unsafe;

/** sun.misc.Unsafe by reflection: fields, arrays, off-heap memory, compare-and-swap, volatile access, allocation without constructor, throwing. */
public class UnsafeOps {
    int i = 5;
    long l = 6;
    byte b = 7;
    Object o = "obj";
    double d = 1.5;
    boolean z = true;
    static int si = 8;
    static Object so = "sobj";

    UnsafeOps() {
        i = 99;
    }

    record R(int a) {}

    public static void main(String[] args) throws Exception {
        Field uf = Unsafe.class.getDeclaredField("theUnsafe");
        uf.setAccessible(true);
        Unsafe u = (Unsafe) uf.get(null);
        UnsafeOps x = new UnsafeOps();
        long oi = u.objectFieldOffset(UnsafeOps.class.getDeclaredField("i")), ol = u.objectFieldOffset(UnsafeOps.class.getDeclaredField("l")), oo = u.objectFieldOffset(UnsafeOps.class.getDeclaredField("o")),
            od = u.objectFieldOffset(UnsafeOps.class.getDeclaredField("d")), ob = u.objectFieldOffset(UnsafeOps.class.getDeclaredField("b")), oz = u.objectFieldOffset(UnsafeOps.class.getDeclaredField("z"));
        System.out.println(u.getInt(x, oi) + " " + u.getLong(x, ol) + " " + u.getObject(x, oo) + " " + u.getDouble(x, od) + " " + u.getByte(x, ob) + " " + u.getBoolean(x, oz));
        System.out.println(ol % 8 + " " + od % 8 + " " + oi % 4 + " " + (oi >= 8));
        u.putInt(x, oi, -1);
        u.putLong(x, ol, 1L << 40);
        u.putObject(x, oo, "new");
        u.putDouble(x, od, 2.5);
        u.putByte(x, ob, (byte) 0x80);
        u.putBoolean(x, oz, false);
        System.out.println(x.i + " " + x.l + " " + x.o + " " + x.d + " " + x.b + " " + x.z);
        u.putIntVolatile(x, oi, 3);
        u.putOrderedLong(x, ol, 4);
        u.putObjectVolatile(x, oo, null);
        u.putOrderedObject(x, oo, "ord");
        System.out.println(u.getIntVolatile(x, oi) + " " + u.getLongVolatile(x, ol) + " " + u.getObjectVolatile(x, oo));
        System.out.println(u.compareAndSwapInt(x, oi, 3, 4) + " " + u.compareAndSwapInt(x, oi, 3, 5) + " " + u.compareAndSwapLong(x, ol, 4, 40) + " " + u.compareAndSwapObject(x, oo, "ord", "cas") + " " + u.compareAndSwapObject(x, oo, "ord", "no") + " " + x.i + x.l + x.o);
        System.out.println(u.getAndAddInt(x, oi, 10) + " " + u.getAndSetLong(x, ol, 77) + " " + u.getAndSetObject(x, oo, "gas") + " " + x.i + " " + x.l + " " + x.o);
        Field fs = UnsafeOps.class.getDeclaredField("si"), fo = UnsafeOps.class.getDeclaredField("so");
        System.out.println(u.getInt(u.staticFieldBase(fs), u.staticFieldOffset(fs)) + " " + u.getObject(u.staticFieldBase(fo), u.staticFieldOffset(fo)));
        u.putInt(u.staticFieldBase(fs), u.staticFieldOffset(fs), 800);
        System.out.println(si);
        int[] ia = {1, 2, 3};
        long base = Unsafe.ARRAY_INT_BASE_OFFSET, scale = Unsafe.ARRAY_INT_INDEX_SCALE;
        u.putInt(ia, base + 2 * scale, 30);
        System.out.println(ia[2] + " " + u.getInt(ia, base + scale) + " " + scale + " " + Unsafe.ARRAY_BYTE_INDEX_SCALE + Unsafe.ARRAY_LONG_INDEX_SCALE + Unsafe.ARRAY_CHAR_INDEX_SCALE + " " + u.getLong(ia, base) + " " + u.addressSize() + " " + u.pageSize() / 4096);
        Object[] oa = {"a", "b"};
        long ob0 = u.arrayBaseOffset(Object[].class), os = u.arrayIndexScale(Object[].class);
        System.out.println(u.getObject(oa, ob0 + os) + " " + u.compareAndSwapObject(oa, ob0, "a", "z") + oa[0]);
        byte[] ba = new byte[16];
        u.putLong(ba, Unsafe.ARRAY_BYTE_BASE_OFFSET + 3, 0x0102030405060708L);
        System.out.println(ba[3] + " " + ba[10] + " " + u.getShort(ba, Unsafe.ARRAY_BYTE_BASE_OFFSET + 4L));
        long m = u.allocateMemory(64);
        u.setMemory(m, 64, (byte) 0x11);
        u.putInt(m + 4, 123);
        u.putDouble(m + 8, 4.5);
        u.putLong(m + 16, -5);
        u.putChar(m + 30, 'q');
        System.out.println(u.getInt(m) + " " + u.getInt(m + 4) + " " + u.getDouble(m + 8) + " " + u.getLong(m + 16) + " " + u.getChar(m + 30) + " " + u.getByte(m + 63));
        u.copyMemory(m, m + 32, 24);
        u.copyMemory(ba, Unsafe.ARRAY_BYTE_BASE_OFFSET, null, m, 16);
        byte[] back = new byte[8];
        u.copyMemory(null, m, back, Unsafe.ARRAY_BYTE_BASE_OFFSET, 8);
        System.out.println(u.getInt(m + 36) + " " + java.util.Arrays.toString(back));
        long m2 = u.reallocateMemory(m, 128);
        System.out.println(u.getInt(m2 + 36));
        u.freeMemory(m2);
        UnsafeOps raw = (UnsafeOps) u.allocateInstance(UnsafeOps.class);
        System.out.println(raw.i + " " + raw.o + " " + raw.z);
        try {
            u.allocateInstance(Runnable.class);
        } catch (InstantiationException e) {
            System.out.println(e);
        }
        try {
            u.throwException(new java.io.IOException("sneaky"));
        } catch (Exception e) {
            System.out.println(e);
        }
        try {
            u.objectFieldOffset(R.class.getDeclaredField("a"));
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage());
        }
        try {
            u.allocateMemory(-1);
        } catch (IllegalArgumentException e) {
            System.out.println("bad size");
        }
        u.fullFence();
        u.loadFence();
        u.storeFence();
        u.unpark(Thread.currentThread());
        u.park(false, 0);
        u.park(false, 1000);
        System.out.println("done UnsafeOps");
    }
}
