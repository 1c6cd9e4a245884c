import java.lang.invoke.*;
import java.nio.*;
import java.util.Arrays;

/** VarHandles: every access mode on fields and arrays of each type. */
public class VarHandles {
    boolean z;
    byte b;
    short s;
    char c;
    int i;
    long j;
    float f;
    double d;
    String o;
    static int si;
    final int fin = 5;
    volatile long vj;

    static void modes(VarHandle vh) {
        StringBuilder sb = new StringBuilder();
        for (VarHandle.AccessMode m : VarHandle.AccessMode.values()) sb.append(vh.isAccessModeSupported(m) ? '1' : '0');
        System.out.println(vh.varType().getSimpleName() + " " + vh.coordinateTypes().size() + " " + sb + " " + vh.accessModeType(VarHandle.AccessMode.COMPARE_AND_SET));
    }

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

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        VarHandle Z = l.findVarHandle(VarHandles.class, "z", boolean.class), B = l.findVarHandle(VarHandles.class, "b", byte.class),
            S = l.findVarHandle(VarHandles.class, "s", short.class), C = l.findVarHandle(VarHandles.class, "c", char.class),
            I = l.findVarHandle(VarHandles.class, "i", int.class), J = l.findVarHandle(VarHandles.class, "j", long.class),
            F = l.findVarHandle(VarHandles.class, "f", float.class), D = l.findVarHandle(VarHandles.class, "d", double.class),
            O = l.findVarHandle(VarHandles.class, "o", String.class), SI = l.findStaticVarHandle(VarHandles.class, "si", int.class),
            FIN = l.findVarHandle(VarHandles.class, "fin", int.class), IA = MethodHandles.arrayElementVarHandle(int[].class),
            OA = MethodHandles.arrayElementVarHandle(String[].class), BA = MethodHandles.arrayElementVarHandle(byte[].class);
        for (VarHandle v : new VarHandle[]{Z, B, S, C, I, J, F, D, O, SI, FIN, IA, OA, BA}) modes(v);
        VarHandles t = new VarHandles();
        I.set(t, 1);
        I.setVolatile(t, (int) I.get(t) + 1);
        I.setOpaque(t, (int) I.getVolatile(t) + 1);
        I.setRelease(t, (int) I.getOpaque(t) + 1);
        System.out.println((int) I.getAcquire(t));
        System.out.println(I.compareAndSet(t, 4, 10) + " " + I.compareAndSet(t, 4, 11) + " " + (int) I.compareAndExchange(t, 10, 20) + " "
            + (int) I.compareAndExchange(t, 10, 30) + " " + (int) I.compareAndExchangeAcquire(t, 20, 21) + " " + (int) I.compareAndExchangeRelease(t, 21, 22));
        while (!I.weakCompareAndSet(t, 22, 23)) Thread.onSpinWait();
        while (!I.weakCompareAndSetPlain(t, 23, 24)) Thread.onSpinWait();
        while (!I.weakCompareAndSetAcquire(t, 24, 25)) Thread.onSpinWait();
        while (!I.weakCompareAndSetRelease(t, 25, 26)) Thread.onSpinWait();
        System.out.println((int) I.getAndSet(t, 30) + " " + (int) I.getAndSetAcquire(t, 31) + " " + (int) I.getAndSetRelease(t, 32) + " " + t.i);
        System.out.println((int) I.getAndAdd(t, 5) + " " + (int) I.getAndAddAcquire(t, 5) + " " + (int) I.getAndAddRelease(t, -2) + " " + t.i);
        System.out.println((int) I.getAndBitwiseOr(t, 0x100) + " " + (int) I.getAndBitwiseAnd(t, 0xff0) + " " + (int) I.getAndBitwiseXor(t, -1) + " "
            + (int) I.getAndBitwiseOrAcquire(t, 1) + " " + (int) I.getAndBitwiseAndRelease(t, 0xff) + " " + (int) I.getAndBitwiseXorAcquire(t, 3) + " " + t.i);
        System.out.println((byte) B.getAndAdd(t, (byte) 100) + " " + (byte) B.getAndAdd(t, (byte) 100) + " " + t.b + " " + B.compareAndSet(t, (byte) -56, (byte) 7) + t.b);
        System.out.println((short) S.getAndAdd(t, (short) 30000) + " " + (short) S.getAndAdd(t, (short) 30000) + " " + t.s + " " + (short) S.compareAndExchange(t, (short) -5536, (short) 1) + t.s);
        C.set(t, 'x');
        System.out.println((char) C.getAndAdd(t, (char) 1) + "" + (char) C.getAndSet(t, 'q') + t.c + C.compareAndSet(t, 'q', 'r') + t.c);
        System.out.println(Z.compareAndSet(t, false, true) + " " + (boolean) Z.getAndBitwiseXor(t, true) + " " + t.z + " " + (boolean) Z.getAndBitwiseOr(t, true) + t.z);
        System.out.println((long) J.getAndAdd(t, 1L << 40) + " " + J.compareAndSet(t, 1L << 40, -1L) + " " + t.j + " " + (long) J.getAndBitwiseAnd(t, 0xffL) + t.j);
        System.out.println((float) F.getAndAdd(t, 1.5f) + " " + F.compareAndSet(t, 1.5f, Float.NaN) + " " + F.compareAndSet(t, Float.NaN, 2f) + " " + t.f);
        System.out.println((double) D.getAndAdd(t, 2.5) + " " + (double) D.compareAndExchange(t, 2.5, -0.0) + " " + D.compareAndSet(t, 0.0, 1.0) + " " + t.d);
        String n = new String("n");
        System.out.println(O.compareAndSet(t, null, n) + " " + O.compareAndSet(t, "n", "m") + " " + (String) O.compareAndExchange(t, n, "k") + " " + (String) O.getAndSet(t, "l") + t.o);
        SI.set(5);
        System.out.println((int) SI.getAndAdd(6) + si + " " + SI.compareAndSet(11, 12) + si);
        int[] ia = {1, 2, 3};
        System.out.println((int) IA.getAndAdd(ia, 1, 40) + " " + IA.compareAndSet(ia, 2, 3, 33) + Arrays.toString(ia) + (int) IA.getVolatile(ia, 2));
        String[] sa = {"a", "b"};
        System.out.println((String) OA.getAndSet(sa, 0, "z") + Arrays.toString(sa) + OA.compareAndSet(sa, 1, sa[1], null) + sa[1]);
        byte[] ba = {1, 2, 3, 4, 5, 6, 7, 8};
        System.out.println((byte) BA.getAndAdd(ba, 3, (byte) 127) + " " + ba[3] + " " + BA.compareAndSet(ba, 4, (byte) 5, (byte) -5) + Arrays.toString(ba));
        Object objs = new Object[0];
        I.set((Object) t, (Object) 77);
        System.out.println(t.i + (int) I.get((Object) t));
        err("wmt", () -> I.set(t, "str"));
        err("wmt2", () -> {
            int r = (int) I.getAndAdd(t, 5L);
        });
        err("cast", () -> I.set((Object) "x", 5));
        err("null", () -> I.set((VarHandles) null, 5));
        err("final", () -> FIN.set(t, 5));
        err("unsupported", () -> O.getAndAdd(t, "x"));
        err("float or", () -> F.getAndBitwiseOr(t, 1f));
        err("bounds", () -> IA.set(ia, 3, 0));
        err("neg", () -> {
            int r = (int) IA.getVolatile(ia, -1);
        });
        err("store", () -> OA.set((Object[]) sa, 0, (Object) 5));
        Object[] really = new Integer[1];
        err("aastore", () -> MethodHandles.arrayElementVarHandle(Object[].class).set(really, 0, "s"));
        err("find", () -> l.findVarHandle(VarHandles.class, "nope", int.class));
        err("static", () -> l.findVarHandle(VarHandles.class, "si", int.class));
        VarHandle ex = I.withInvokeExactBehavior();
        err("exact", () -> ex.set(t, (byte) 5));
        System.out.println(ex.hasInvokeExactBehavior() + " " + I.hasInvokeExactBehavior() + " " + I.equals(l.findVarHandle(VarHandles.class, "i", int.class)));
        MethodHandle mh = I.toMethodHandle(VarHandle.AccessMode.GET_AND_ADD);
        System.out.println((int) mh.invokeExact(t, 3) + " " + t.i + " " + MethodHandles.varHandleInvoker(VarHandle.AccessMode.GET, mh.type().dropParameterTypes(1, 2)).invoke(I, t));
        VarHandle.fullFence();
        VarHandle.acquireFence();
        VarHandle.releaseFence();
        VarHandle.loadLoadFence();
        VarHandle.storeStoreFence();
        System.out.println(I);
        System.out.println("done VarHandles");
    }
}
