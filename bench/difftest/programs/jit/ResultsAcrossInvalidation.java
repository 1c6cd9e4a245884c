import java.util.Arrays;

/**
 * A call ends the code of its caller, by loading a class that the code relied on not being there,
 * and returns a value of each type, or throws: the caller goes on in the interpreter with it.
 */
public class ResultsAcrossInvalidation {
    /** Relied on by the callers below; there is a new subclass for each of them. */
    static class Root { int f() { return 1; } }
    static final class A extends Root { @Override int f() { return 2; } }
    static class RootB { int f() { return 1; } }
    static final class B extends RootB { @Override int f() { return 3; } }
    static class RootC { int f() { return 1; } }
    static final class C extends RootC { @Override int f() { return 4; } }
    static class RootD { int f() { return 1; } }
    static final class D extends RootD { @Override int f() { return 5; } }
    static class RootE { int f() { return 1; } }
    static final class E extends RootE { @Override int f() { return 6; } }
    static class RootF { int f() { return 1; } }
    static final class F extends RootF { @Override int f() { return 7; } }
    static class RootG { int f() { return 1; } }
    static final class G extends RootG { @Override int f() { return 8; } }
    static class RootH { int f() { return 1; } }
    static final class H extends RootH { @Override int f() { return 9; } }
    static class RootI { int f() { return 1; } }
    static final class I extends RootI { @Override int f() { return 10; } }
    static class RootJ { int f() { return 1; } }
    static final class J extends RootJ { @Override int f() { return 11; } }

    static Object made;

    static boolean aBoolean() { made = new A(); return true; }
    static byte aByte() { made = new B(); return (byte) -100; }
    static char aChar() { made = new C(); return '\ufedc'; }
    static short aShort() { made = new D(); return (short) -30000; }
    static int anInt() { made = new E(); return 0x87654321; }
    static long aLong() { made = new F(); return 0x8765432112345678L; }
    static float aFloat() { made = new G(); return -1.5e-30f; }
    static double aDouble() { made = new H(); return Math.PI * 1e200; }
    static int[] anArray() { made = new I(); return new int[] {1, 2, 3}; }
    static void nothing() { made = new J(); }

    // What surrounds the call is on the operand stack, or live in locals, while it runs.
    static String booleans(Root r, long x) { return x + ":" + aBoolean() + r.f() + ((Root) made).f(); }
    static String bytes(RootB r, double x) { return x + ":" + aByte() + r.f() + ((RootB) made).f(); }
    static String chars(RootC r, int x) { return x + ":" + (int) aChar() + r.f() + ((RootC) made).f(); }
    static String shorts(RootD r, float x) { return x + ":" + aShort() + r.f() + ((RootD) made).f(); }
    static int ints(RootE r, int x) { return x * 7 + anInt() + r.f() + ((RootE) made).f() + x; }
    static long longs(RootF r, long x) { return x * 7 + aLong() + r.f() + ((RootF) made).f() + x; }
    static float floats(RootG r, float x) { return x * 7 + aFloat() * 1e30f + r.f() + ((RootG) made).f() + x; }
    static double doubles(RootH r, double x) { return x * 7 + aDouble() / 1e199 + r.f() + ((RootH) made).f() + x; }
    static String arrays(RootI r, int[] x) { return Arrays.toString(x) + Arrays.toString(anArray()) + r.f() + ((RootI) made).f(); }

    static String nothings(RootJ r, String x) {
        String before = x + r.f();
        nothing();
        return before + r.f() + ((RootJ) made).f();
    }

    // The same with a handler around the call.
    static class Guarded { int f() { return 1; } }
    static final class Guarded1 extends Guarded { @Override int f() { return 20; } }
    static class GuardedLong { int f() { return 1; } }
    static final class GuardedLong1 extends GuardedLong { @Override int f() { return 21; } }
    static class GuardedDouble { int f() { return 1; } }
    static final class GuardedDouble1 extends GuardedDouble { @Override int f() { return 22; } }
    static class GuardedVoid { int f() { return 1; } }
    static final class GuardedVoid1 extends GuardedVoid { @Override int f() { return 23; } }
    static class GuardedThrow { int f() { return 1; } }
    static final class GuardedThrow1 extends GuardedThrow { @Override int f() { return 24; } }

    static String guardedText(boolean fails) {
        made = new Guarded1();
        if (fails) throw new IllegalArgumentException("text");
        return "text";
    }

    static long guardedLong() { made = new GuardedLong1(); return Long.MIN_VALUE + 1; }
    static double guardedDouble() { made = new GuardedDouble1(); return -0.0; }
    static void guardedVoid() { made = new GuardedVoid1(); }
    static int guardedThrow(int x) { made = new GuardedThrow1(); throw new ArithmeticException("of " + x); }

    static String text(Guarded g, int x) {
        String s = "a" + x;
        try {
            s += guardedText(x < 0) + g.f() + ((Guarded) made).f();
        } catch (IllegalArgumentException e) {
            s += e.getMessage() + "!";
        }
        return s;
    }

    static long longer(GuardedLong g, long x) {
        try {
            return x + guardedLong() + g.f() + ((GuardedLong) made).f();
        } catch (RuntimeException e) {
            return x;
        }
    }

    static double doubler(GuardedDouble g, double x) {
        try {
            return 1 / guardedDouble() + x + g.f() + ((GuardedDouble) made).f();
        } catch (RuntimeException e) {
            return x;
        }
    }

    static int voider(GuardedVoid g, int x) {
        try {
            guardedVoid();
            return x + g.f() + ((GuardedVoid) made).f();
        } catch (RuntimeException e) {
            return x;
        }
    }

    static String thrower(GuardedThrow g, int x) {
        int y = x + 1;
        try {
            y += guardedThrow(x);
        } catch (ArithmeticException e) {
            return e.getMessage() + y + g.f() + ((GuardedThrow) made).f();
        } finally {
            y = x;
        }
        return "not reached " + y;
    }

    public static void main(String[] args) {
        System.out.println(booleans(new Root(), 1L << 40));
        System.out.println(bytes(new RootB(), 1.25));
        System.out.println(chars(new RootC(), -5));
        System.out.println(shorts(new RootD(), 2.5f));
        System.out.println(ints(new RootE(), 12345));
        System.out.println(longs(new RootF(), 123456789012345L));
        System.out.println(floats(new RootG(), 3.75f));
        System.out.println(doubles(new RootH(), -2.125));
        System.out.println(arrays(new RootI(), new int[] {9}));
        System.out.println(nothings(new RootJ(), "x"));
        System.out.println(text(new Guarded(), 3) + " " + text(new Guarded(), -3));
        System.out.println(longer(new GuardedLong(), 77));
        System.out.println(doubler(new GuardedDouble(), 77));
        System.out.println(voider(new GuardedVoid(), 77));
        System.out.println(thrower(new GuardedThrow(), 77));
        System.out.println("done ResultsAcrossInvalidation");
    }
}
