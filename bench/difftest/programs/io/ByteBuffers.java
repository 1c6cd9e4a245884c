import java.nio.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/** Buffers of all types: heap, direct, read-only, slices and duplicates, both byte orders, views, bulk moves, compaction, marks, comparison, mismatch, char sequences. */
public class ByteBuffers {
    static String s(Buffer b) {
        return b.position() + ".." + b.limit() + "/" + b.capacity() + (b.isReadOnly() ? "r" : "") + (b.isDirect() ? "d" : "") + (b.hasArray() ? "a" + b.arrayOffset() : "");
    }

    static void views(ByteBuffer b) {
        System.out.println(s(b) + " " + b.order());
        for (ByteOrder o : new ByteOrder[]{ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            b.clear().order(o);
            b.putInt(0x01020304).putLong(0x1122334455667788L).putShort((short) -2).putChar('\u20ac').putFloat(1.5f).putDouble(-0.1).put((byte) 9);
            int end = b.position();
            b.flip();
            System.out.println(b.getInt(0) + " " + b.getLong(4) + " " + b.get(0) + " " + b.getShort(1) + " " + s(b));
            ByteBuffer d = b.duplicate(), sl = b.slice(4, 8), ro = b.asReadOnlyBuffer();
            System.out.println(d.order() + " " + d.order(o).getInt() + " " + d.getLong() + " " + d.getShort() + " " + d.getChar() + " " + d.getFloat() + " " + d.getDouble() + " " + d.get() + " " + d.hasRemaining() + " " + Long.toHexString(sl.order(o).getLong()) + " " + s(sl) + " " + s(ro) + " " + end);
            LongBuffer lb = b.slice().order(o).asLongBuffer();
            IntBuffer ib = b.position(4).slice().order(o).asIntBuffer();
            CharBuffer cb = b.position(14).slice().order(o).asCharBuffer();
            ShortBuffer sb = b.position(1).slice().order(o).asShortBuffer();
            DoubleBuffer db = b.position(0).slice().order(o).asDoubleBuffer();
            FloatBuffer fb = b.slice().order(o).asFloatBuffer();
            System.out.println(Long.toHexString(lb.get(0)) + " " + Integer.toHexString(ib.get(1)) + " " + (int) cb.get(0) + " " + sb.get(3) + " " + Long.toHexString(Double.doubleToRawLongBits(db.get(1))) + " " + Float.floatToRawIntBits(fb.get(2)) + " " + s(lb) + s(ib) + s(cb) + " " + lb.order().equals(o));
            ib.put(0, 77).put(new int[]{1, 2}, 0, 2);
            b.clear();
            System.out.println(b.getInt(4) + " " + b.getInt(8) + " " + ib.position());
        }
    }

    static void t(String what, Runnable r) {
        try {
            r.run();
            System.out.println(what + " fine");
        } catch (RuntimeException e) {
            System.out.println(what + " " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        views(ByteBuffer.allocate(40));
        views(ByteBuffer.allocateDirect(40));
        views(ByteBuffer.wrap(new byte[50], 5, 40).slice());
        ByteBuffer b = ByteBuffer.wrap("hello, buffers".getBytes(StandardCharsets.US_ASCII));
        b.position(3).mark().position(8);
        System.out.println(s(b.reset()) + " " + s(b.compact()) + " " + new String(b.array()) + " " + s(b.flip()) + " " + s(b.rewind()) + " " + b.remaining() + " " + s(b.limit(4).slice()) + " " + s(b.clear()));
        ByteBuffer x = ByteBuffer.wrap(new byte[]{1, 2, 3, 4}), y = ByteBuffer.allocateDirect(6).put(new byte[]{9, 1, 2, 3, 5, 0}).flip().position(1);
        System.out.println(x.compareTo(y) + " " + x.mismatch(y) + " " + x.equals(y.limit(4)) + " " + x.limit(3).equals(y) + " " + x.hashCode() + " " + (x.hashCode() == y.hashCode()) + " " + x.alignedSlice(1).capacity());
        CharBuffer c = CharBuffer.allocate(10).put("text").put('!').flip();
        System.out.println(c + " " + c.length() + " " + c.charAt(1) + " " + c.subSequence(1, 3) + " " + c.chars().sum() + " " + CharBuffer.wrap("wrapped", 1, 4) + " " + s(CharBuffer.wrap("wrapped", 1, 4)) + " " + c.append("xx").flip() + " " + c.isEmpty());
        IntBuffer i = IntBuffer.wrap(new int[]{5, 6, 7, 8, 9}, 1, 3);
        int[] out = new int[4];
        i.get(out, 1, 2);
        System.out.println(Arrays.toString(out) + s(i) + s(i.slice()) + i.slice().get(0) + " " + IntBuffer.allocate(3).put(i).position() + " " + s(i) + " " + i.compareTo(IntBuffer.allocate(0)));
        DoubleBuffer dn = DoubleBuffer.wrap(new double[]{Double.NaN, 0.0}), dz = DoubleBuffer.wrap(new double[]{Double.NaN, -0.0});
        System.out.println(dn.equals(dz) + " " + dn.compareTo(dz) + " " + dn.mismatch(dz) + " " + LongBuffer.allocate(2).put(0, 1L << 60).get(0));
        ByteBuffer big = ByteBuffer.allocateDirect(1 << 16), copy = ByteBuffer.allocate(1 << 16);
        for (int k = 0; k < 1 << 13; k++) big.putLong(k * 0x9E3779B97F4A7C15L);
        big.flip();
        while (big.hasRemaining()) {
            ByteBuffer part = big.slice(big.position(), Math.min(1000, big.remaining()));
            copy.put(part);
            big.position(big.position() + part.capacity());
        }
        System.out.println(copy.flip().equals(big.flip()) + " " + copy.hashCode() + " " + big.mismatch(copy.duplicate().put(5000, (byte) 1)) + " " + big.get(100, new byte[20], 3, 7).position());
        ByteBuffer ro = ByteBuffer.allocate(4).asReadOnlyBuffer();
        t("write", () -> ro.put((byte) 1));
        t("array", ro::array);
        t("compact", ro::compact);
        t("view", () -> ro.asIntBuffer().put(1));
        t("under", () -> ByteBuffer.allocate(3).getInt());
        t("over", () -> ByteBuffer.allocate(3).putInt(1));
        t("mark", () -> ByteBuffer.allocate(3).position(2).mark().position(1).reset());
        t("self", () -> ByteBuffer.allocate(3).put(ByteBuffer.allocate(9)));
        t("same", () -> x.put(x));
        t("slice", () -> ByteBuffer.allocate(3).slice(2, 2));
        t("bulk", () -> ByteBuffer.allocate(3).get(new byte[5], 1, 4));
        t("chars", () -> CharBuffer.allocate(2).put("long"));
        t("aligned", () -> ByteBuffer.allocate(8).alignedSlice(3));
        System.out.println("done ByteBuffers");
    }
}
