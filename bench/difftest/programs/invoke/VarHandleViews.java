import java.lang.invoke.*;
import java.nio.*;
import java.util.Arrays;

/** Byte array and ByteBuffer view VarHandles, both byte orders, alignment errors, direct buffers; VarHandle combinators absent in 17. */
public class VarHandleViews {
    interface Act {
        void run() throws Throwable;
    }

    static void err(String what, Act a) {
        try {
            a.run();
            System.out.println(what + ": no error");
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getSimpleName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    static String hex(byte[] b) {
        StringBuilder sb = new StringBuilder();
        for (byte x : b) sb.append(Character.forDigit(x >> 4 & 15, 16)).append(Character.forDigit(x & 15, 16));
        return sb.toString();
    }

    public static void main(String[] args) throws Throwable {
        byte[] b = new byte[24];
        for (ByteOrder o : new ByteOrder[]{ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            VarHandle I = MethodHandles.byteArrayViewVarHandle(int[].class, o), J = MethodHandles.byteArrayViewVarHandle(long[].class, o),
                S = MethodHandles.byteArrayViewVarHandle(short[].class, o), C = MethodHandles.byteArrayViewVarHandle(char[].class, o),
                F = MethodHandles.byteArrayViewVarHandle(float[].class, o), D = MethodHandles.byteArrayViewVarHandle(double[].class, o);
            Arrays.fill(b, (byte) 0);
            I.set(b, 0, 0x01020304);
            I.set(b, 5, 0xa1a2a3a4);
            S.set(b, 9, (short) 0xb1b2);
            C.set(b, 11, (char) 0xc1c2);
            J.set(b, 13, 0x1112131415161718L);
            System.out.println(hex(b));
            System.out.println((int) I.get(b, 1) + " " + (long) J.get(b, 3) + " " + (short) S.get(b, 9) + " " + (int) (char) C.get(b, 10) + " " + (float) F.get(b, 2));
            F.set(b, 1, 1.5f);
            D.set(b, 6, -2.25);
            System.out.println(hex(b) + " " + (float) F.get(b, 1) + " " + (double) D.get(b, 6));
            err("oob", () -> I.get(b, 21));
            err("neg", () -> I.get(b, -1));
            System.out.println(I.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD) + " " + F.isAccessModeSupported(VarHandle.AccessMode.GET_AND_ADD)
                + " " + F.isAccessModeSupported(VarHandle.AccessMode.COMPARE_AND_SET) + " " + S.isAccessModeSupported(VarHandle.AccessMode.COMPARE_AND_SET));
            ByteBuffer direct = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
            VarHandle BI = MethodHandles.byteBufferViewVarHandle(int[].class, o), BJ = MethodHandles.byteBufferViewVarHandle(long[].class, o);
            int at = direct.alignmentOffset(0, 8) == 0 ? 0 : 8 - direct.alignmentOffset(0, 8);
            BI.set(direct, at, 5);
            System.out.println((int) BI.getAndAdd(direct, at, 7) + " " + (int) BI.getVolatile(direct, at) + " " + BI.compareAndSet(direct, at, 12, 0x55667788) + " "
                + (int) BI.getAndBitwiseXor(direct, at, -1) + " " + (int) BI.get(direct, at));
            BJ.setVolatile(direct, at + 8, 1L << 50);
            System.out.println((long) BJ.getAndAdd(direct, at + 8, -1L) + " " + (long) BJ.compareAndExchange(direct, at + 8, (1L << 50) - 1, 3L) + " " + direct.get(at + 8) + direct.get(at + 15));
            System.out.println((int) BI.get(direct, at + 1));
            err("misaligned", () -> {
                int r = (int) BI.getVolatile(direct, at + 1);
            });
            err("bb oob", () -> BI.get(direct, 61));
            ByteBuffer heap = ByteBuffer.allocate(32);
            BI.set(heap, 3, 0x0a0b0c0d);
            System.out.println(heap.getInt(3) + " " + heap.order() + " " + (int) BI.get(heap, 2));
            err("read-only", () -> BI.set(heap.asReadOnlyBuffer(), 0, 1));
        }
        err("bad view", () -> MethodHandles.byteArrayViewVarHandle(byte[].class, ByteOrder.BIG_ENDIAN));
        err("bad view2", () -> MethodHandles.byteArrayViewVarHandle(Object[].class, ByteOrder.BIG_ENDIAN));
        err("not array", () -> MethodHandles.arrayElementVarHandle(String.class));
        ByteBuffer bb = ByteBuffer.allocate(40);
        bb.putInt(1).putLong(2).putShort((short) 3).putChar('x').putFloat(1.5f).putDouble(2.5).put((byte) 9).put(new byte[]{1, 2, 3}, 1, 2);
        System.out.println(bb + " " + hex(bb.array()));
        bb.flip();
        System.out.println(bb.getInt() + " " + bb.getLong() + " " + bb.getShort() + bb.getChar() + bb.getFloat() + " " + bb.getDouble() + " " + bb.remaining());
        ByteBuffer le = bb.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        System.out.println(le.getInt(0) + " " + le.asIntBuffer().remaining() + " " + bb.slice(4, 8).getLong() + " " + bb.compareTo(le));
        err("underflow", () -> bb.duplicate().position(bb.limit() - 1).getInt());
        err("overflow", () -> ByteBuffer.allocate(3).putInt(1));
        IntBuffer ib = IntBuffer.wrap(new int[]{5, 4, 3, 2});
        System.out.println(ib.get(2) + " " + ib.slice(1, 2).get() + " " + ib.mismatch(IntBuffer.wrap(new int[]{5, 4, 9})) + " " + CharBuffer.wrap("hello", 1, 4));
        ByteBuffer d = ByteBuffer.allocateDirect(32).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8; i++) d.putInt(i * i * 1000003);
        d.flip();
        long sum = 0;
        LongBuffer lb = d.asLongBuffer();
        while (lb.hasRemaining()) sum = sum * 31 + lb.get();
        System.out.println(sum + " " + d.isDirect() + " " + d.hasArray());
        byte[] copy = new byte[10];
        d.position(3).get(copy);
        System.out.println(hex(copy) + " " + d.compact().position());
        System.out.println("done VarHandleViews");
    }
}
