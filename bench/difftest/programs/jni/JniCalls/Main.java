/** Every Call, CallNonvirtual, CallStatic and NewObject function of the JNI table, in three forms; and calls the other way. */
public class Main {
    static String show(String where, boolean z, byte b, char c, short s, int i, long j, float f, double d, String t,
            long j2, int i2, double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8,
            float f2, byte b2, Object o) {
        return where + " " + z + " " + b + " " + (int) c + " " + s + " " + i + " " + j + " " + f + " " + d + " " + t
            + " " + j2 + " " + i2 + " " + d1 + " " + d2 + " " + d3 + " " + d4 + " " + d5 + " " + d6 + " " + d7
            + " " + d8 + " " + f2 + " " + b2 + " " + ((int[]) o)[1];
    }

    static class Base {
        final String name;

        Base(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2, double d1,
                double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            name = t;
            System.out.println(show("new", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
        }

        String who(String kind) {
            return "Base." + kind + "(" + name + ")";
        }

        void print(String kind, boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2,
                int i2, double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2,
                byte b2, Object o) {
            System.out.println(show(who(kind), z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
        }

        Object mObject(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mObject", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return "an object of " + name;
        }

        static Object sObject(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sObject", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return "an object of " + t;
        }

        boolean mBoolean(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mBoolean", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return z;
        }

        static boolean sBoolean(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sBoolean", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return z;
        }

        byte mByte(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mByte", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return b;
        }

        static byte sByte(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sByte", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return b;
        }

        char mChar(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mChar", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return c;
        }

        static char sChar(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sChar", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return c;
        }

        short mShort(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mShort", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return s;
        }

        static short sShort(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sShort", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return s;
        }

        int mInt(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mInt", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return i + i2;
        }

        static int sInt(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sInt", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return i + i2;
        }

        long mLong(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mLong", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return j ^ j2;
        }

        static long sLong(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sLong", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return j ^ j2;
        }

        float mFloat(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mFloat", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return f + f2;
        }

        static float sFloat(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sFloat", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return f + f2;
        }

        double mDouble(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mDouble", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
            return d8 + d;
        }

        static double sDouble(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sDouble", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return d8 + d;
        }

        void mVoid(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            print("mVoid", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
        }

        static void sVoid(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("sVoid", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
        }
    }

    static class Derived extends Base {
        Derived(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2, double d1,
                double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            super(z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o);
        }

        @Override String who(String kind) {
            return "who of Derived." + kind + "(" + name + ")";
        }

        @Override Object mObject(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mObject", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return "from Derived";
        }

        @Override boolean mBoolean(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mBoolean", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return !z;
        }

        @Override byte mByte(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mByte", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return (byte) (b - 1);
        }

        @Override char mChar(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mChar", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return (char) (c + 1);
        }

        @Override short mShort(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mShort", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return (short) -s;
        }

        @Override int mInt(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mInt", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return i - i2;
        }

        @Override long mLong(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mLong", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return ~j;
        }

        @Override float mFloat(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mFloat", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return f - f2;
        }

        @Override double mDouble(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mDouble", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
            return d8 - d;
        }

        @Override void mVoid(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2, int i2,
                double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2, Object o) {
            System.out.println(show("Derived.mVoid", z, b, c, s, i, j, f, d, t, j2, i2, d1, d2, d3, d4, d5, d6, d7, d8, f2, b2, o));
        }
    }

    interface Shape {
        int area(int scale);

        default int twice(int scale) {
            return 2 * area(scale);
        }
    }

    static native void virtualCalls(Object target, String text, int[] array);

    static native void nonvirtualCalls(Object target, String text, int[] array);

    static native void staticCalls(String text, int[] array);

    static native Object construct(int form, String text, int[] array);

    static native int interfaceCalls(Object shape, int scale);

    static native String mix(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2,
        int i2, double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2,
        Object o);

    native String mixInstance(boolean z, byte b, char c, short s, int i, long j, float f, double d, String t, long j2,
        int i2, double d1, double d2, double d3, double d4, double d5, double d6, double d7, double d8, float f2, byte b2,
        Object o);

    static native boolean wideBoolean(int bits);

    static native byte wideByte(int bits);

    static native char wideChar(int bits);

    static native short wideShort(int bits);

    static native float halfFloat(float f);

    static native double halfDouble(double d);

    static native long negate(long j);

    static native Object same(Object o);

    static native int depth(int n);

    static int depthJava(int n) {
        return n == 0 ? 0 : 1 + depth(n - 1);
    }

    public static void main(String[] args) {
        System.loadLibrary("calls");
        int[] array = {10, 11, 12};
        for (int form = 0; form < 3; form++) {
            Base base = (Base) construct(form, "form " + form, array);
            System.out.println(base.getClass().getSimpleName() + " " + base.name);
            virtualCalls(base, "virtual", array);
            nonvirtualCalls(base, "nonvirtual", array);
        }
        staticCalls("static", array);
        Shape shape = scale -> 7 * scale;
        System.out.println(interfaceCalls(shape, 3));
        System.out.println(mix(true, (byte) -2, 'c', (short) -300, 70000, 1L << 40, 1.5f, -2.25, "text", -1, -7, 1, 2, 3, 4, 5,
            6, 7, 8, 9.5f, (byte) 7, array));
        System.out.println(new Main().mixInstance(false, (byte) 2, '\uffff', (short) 300, -70000, -(1L << 40), -1.5f, 2.25,
            "text", 1, 7, 10, 20, 30, 40, 50, 60, 70, 80, 95f, (byte) -7, array));
        for (int bits : new int[] {0, 1, 2, 0x80, 0xff, 0x100, 0x7f80, 0x8000, 0x12345678, -1}) {
            System.out.println(Integer.toHexString(bits) + " " + wideBoolean(bits) + " " + wideByte(bits) + " "
                + (int) wideChar(bits) + " " + wideShort(bits));
        }
        System.out.println(halfFloat(3f) + " " + halfDouble(-3) + " " + halfFloat(Float.NaN) + " "
            + halfDouble(Double.NEGATIVE_INFINITY) + " " + negate(Long.MIN_VALUE) + " " + negate(5));
        System.out.println(same(array) == array);
        System.out.println(same(null));
        System.out.println(depth(200));
        System.out.println("done JniCalls");
    }
}
