import java.lang.invoke.*;
/** Method handles that are no constants: linkers find the targets. */
public class MhLinkers {
    static int plus(int a, int b) { return a + b; }
    private int times(int a) { return a * 3; }
    static long mixed(long a, double b, int c, String s, float f, long d, int e, int g, int h) { return a + (long) b + c + s.length() + (long) f + d + e + g + h; }
    interface I { int get(int x); }
    static class A implements I { public int get(int x) { return x + 1; } }
    static class B extends A { public int get(int x) { return x + 2; } final int fin(int x) { return x ^ 5; } }
    static MethodHandle pick(MethodHandle[] m, int i) { return m[i % m.length]; }
    public static void main(String[] v) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodType ii = MethodType.methodType(int.class, int.class);
        MethodHandle[] hs = {
            MethodHandles.insertArguments(l.findStatic(MhLinkers.class, "plus", MethodType.methodType(int.class, int.class, int.class)), 0, 7),
            l.findVirtual(MhLinkers.class, "times", ii).bindTo(new MhLinkers()),
            l.findVirtual(A.class, "get", ii).bindTo(new B()),
            l.findVirtual(A.class, "get", ii).bindTo(new A()),
            l.findVirtual(I.class, "get", ii).bindTo(new B()),
            l.findVirtual(B.class, "fin", ii).bindTo(new B()),
        };
        MethodHandle mixed = l.findStatic(MhLinkers.class, "mixed", MethodType.methodType(long.class, long.class, double.class, int.class, String.class, float.class, long.class, int.class, int.class, int.class));
        int n = v.length > 0 ? Integer.parseInt(v[0]) : 20000;
        int x = 1; long y = 0;
        for (int i = 0; i < n; i++) {
            x = (int) pick(hs, i).invokeExact(x);
            y += (long) mixed.invokeExact((long) i, 2.5, i, "abc", 1.5f, y & 3, 1, 2, 3);
        }
        System.out.println(x + " " + y);
        MethodHandle get = l.findVirtual(A.class, "get", ii);
        for (A a : new A[] { new A(), new B(), null }) {
            try {
                System.out.println((int) get.invokeExact(a, 5));
            } catch (NullPointerException e) {
                System.out.println("null");
            }
        }
        MethodHandle none = null;
        try { int r = (int) none.invokeExact(1); } catch (NullPointerException e) { System.out.println("no handle"); }
    }
}
