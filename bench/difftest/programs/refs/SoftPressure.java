// difftest: flags=-Xmx48m
// difftest: gc-every=20000
// difftest: timeout=120
import java.lang.ref.*;
import java.util.*;

/** Soft references are cleared before an OutOfMemoryError, weak caches shrink, and the heap is usable afterwards; many references of all kinds at once. */
public class SoftPressure {
    static void fill() {
        List<byte[]> fill = new ArrayList<>();
        while (true) fill.add(new byte[1 << 18]);
    }

    public static void main(String[] args) throws Exception {
        List<SoftReference<byte[]>> soft = new ArrayList<>();
        for (int i = 0; i < 800; i++) soft.add(new SoftReference<>(new byte[1 << 18]));
        int alive = 0;
        for (SoftReference<byte[]> s : soft) if (s.get() != null) alive++;
        System.out.println("some were cleared " + (alive < 192));
        SoftReference<Object> kept = new SoftReference<>(new Object());
        try {
            fill();
        } catch (OutOfMemoryError e) {
            System.out.println("cleared before the error " + (kept.get() == null));
        }
        alive = 0;
        for (SoftReference<byte[]> s : soft) if (s.get() != null) alive++;
        System.out.println(alive);
        Map<Object, byte[]> weak = new WeakHashMap<>();
        for (int i = 0; i < 1500; i++) weak.put(new Object(), new byte[100_000]);
        System.out.println("weak map shrank " + (weak.size() < 1500));
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        List<Reference<Object>> refs = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Object o = new int[10];
            refs.add(i % 3 == 0 ? new WeakReference<>(o, q) : i % 3 == 1 ? new PhantomReference<>(o, q) : new SoftReference<>(o, q));
        }
        int queued = 0;
        for (int i = 0; i < 500 && queued < 2000; i++) {
            System.gc();
            Reference<?> r;
            while ((r = q.remove(2)) != null) if (!(r instanceof SoftReference)) queued++;
        }
        System.out.println(queued + " " + refs.size());
        byte[][] ok = new byte[20][];
        for (int i = 0; i < 20; i++) ok[i] = new byte[100_000];
        System.out.println(ok[19].length);
        System.out.println("done SoftPressure");
    }
}
