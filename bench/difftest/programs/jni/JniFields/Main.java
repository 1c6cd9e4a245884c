import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Field IDs, every Get and Set function of fields, and the functions between IDs and reflection. */
public class Main {
    static class Parent {
        int hidden = 1;
        static String inherited = "static of the parent";
        private long secret = 99;
    }

    interface Constants {
        int CONSTANT = 17;
        String NAME = new String("a name");
    }

    static class Holder extends Parent implements Constants {
        Object anObject = "object";
        boolean aBoolean = true;
        byte aByte = -1;
        char aChar = 'x';
        short aShort = -2;
        int anInt = -3;
        long aLong = -4;
        float aFloat = -5.5f;
        double aDouble = -6.5;
        final int aFinal;
        volatile int aVolatile = 8;
        int hidden = 2;
        static Object sObject = "static object";
        static boolean sBoolean = true;
        static byte sByte = 1;
        static char sChar = 'y';
        static short sShort = 2;
        static int sInt = 3;
        static long sLong = 4;
        static float sFloat = 5.5f;
        static double sDouble = 6.5;

        Holder() {
            aFinal = 7;
        }

        @Override public String toString() {
            return anObject + " " + aBoolean + " " + aByte + " " + (int) aChar + " " + aShort + " " + anInt + " " + aLong + " "
                + aFloat + " " + aDouble + " " + aVolatile + " " + hidden + " " + super.hidden;
        }

        static String statics() {
            return sObject + " " + sBoolean + " " + sByte + " " + (int) sChar + " " + sShort + " " + sInt + " " + sLong + " "
                + sFloat + " " + sDouble;
        }
    }

    static class Lazy {
        static int value = 5;

        static {
            System.out.println("Lazy is initialized");
        }

        static int twice() {
            return 2 * value;
        }
    }

    static native void instanceFields(Holder holder, Object value);

    static native void staticFields(Object value);

    static native void inherited(Holder holder);

    static native void missing(Holder holder);

    static native void lazy();

    static native Object reflectedField(Class<?> cls, String name, String sig, boolean isStatic);

    static native Object reflectedMethod(Class<?> cls, String name, String sig, boolean isStatic);

    static native int readThrough(Field field, Object holder);

    static native int callThrough(Method method);

    static native Object construct(java.lang.reflect.Constructor<?> constructor);

    public static void main(String[] args) throws Exception {
        System.loadLibrary("fields");
        Holder holder = new Holder();
        instanceFields(holder, "new object");
        System.out.println(holder);
        staticFields("new static object");
        System.out.println(Holder.statics());
        System.out.println(Holder.NAME);
        inherited(holder);
        System.out.println(Parent.inherited + " " + holder + " " + ((Parent) holder).secret);
        missing(holder);
        lazy();
        System.out.println(reflectedField(Holder.class, "anInt", "I", false));
        System.out.println(reflectedField(Holder.class, "sLong", "J", true));
        System.out.println(reflectedField(Parent.class, "secret", "J", false));
        System.out.println(reflectedMethod(String.class, "length", "()I", false));
        System.out.println(reflectedMethod(Arrays.class, "asList", "([Ljava/lang/Object;)Ljava/util/List;", true));
        System.out.println(reflectedMethod(Holder.class, "<init>", "()V", false));
        System.out.println(readThrough(Holder.class.getDeclaredField("anInt"), holder));
        System.out.println(callThrough(Main.class.getDeclaredMethod("answer")));
        System.out.println(construct(Holder.class.getDeclaredConstructor()));
        System.out.println("done JniFields");
    }

    static int answer() {
        return 42;
    }
}
