import java.util.Arrays;

/** The array functions of the JNI table: making, lengths, elements, regions, critical access. */
public class Main {
    static native Object make(char type, int length);

    static native int length(Object array);

    static native void elements(Object array, char type, int mode);

    static native void region(Object array, char type, int start, int length);

    static native void critical(Object array, int mode, int bytes);

    static native Object[] objects(int length, Class<?> cls, Object initial);

    static native Object get(Object[] array, int index);

    static native void set(Object[] array, int index, Object value);

    static native long sum(int[] array);

    static String show(Object array) {
        if (array instanceof boolean[]) {
            return Arrays.toString((boolean[]) array);
        } else if (array instanceof byte[]) {
            return Arrays.toString((byte[]) array);
        } else if (array instanceof char[]) {
            StringBuilder text = new StringBuilder();
            for (char c : (char[]) array) {
                text.append((int) c).append(' ');
            }
            return text.toString();
        } else if (array instanceof short[]) {
            return Arrays.toString((short[]) array);
        } else if (array instanceof int[]) {
            return Arrays.toString((int[]) array);
        } else if (array instanceof long[]) {
            return Arrays.toString((long[]) array);
        } else if (array instanceof float[]) {
            return Arrays.toString((float[]) array);
        } else if (array instanceof double[]) {
            return Arrays.toString((double[]) array);
        }
        return Arrays.toString((Object[]) array);
    }

    interface Action {
        void run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            action.run();
            System.out.println(what + ": fine");
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) {
        System.loadLibrary("arrays");
        for (char type : "ZBCSIJFD".toCharArray()) {
            Object array = make(type, 5);
            System.out.println(array.getClass().getName() + " " + length(array) + " " + length(make(type, 0)));
            System.out.println("  filled " + show(array));
            for (int mode = 0; mode < 3; mode++) {
                elements(array, type, mode);
                System.out.println("  mode " + mode + " " + show(array));
            }
            region(array, type, 1, 3);
            System.out.println("  region " + show(array));
            attempt("  region at the end", () -> region(array, type, 5, 0));
            attempt("  region too long", () -> region(array, type, 3, 3));
            attempt("  region too early", () -> region(array, type, -1, 2));
            attempt("  region of negative length", () -> region(array, type, 2, -1));
            attempt("  negative length", () -> make(type, -1));
        }
        attempt("a huge length", () -> make('J', Integer.MAX_VALUE));

        int[] ints = {1, 2, 3, 4};
        critical(ints, 0, 16);
        System.out.println(show(ints));
        byte[] large = new byte[1 << 17];
        critical(large, 0, large.length);
        int sum = 0;
        for (byte b : large) {
            sum += b;
        }
        System.out.println(sum);
        critical(new long[0], 0, 0);

        Object[] strings = objects(3, String.class, "initial");
        System.out.println(strings.getClass().getName() + " " + show(strings));
        System.out.println(show(objects(2, int[].class, null)) + " " + objects(2, int[].class, null).getClass().getName());
        System.out.println(objects(0, Object[].class, null).getClass().getName());
        attempt("objects of negative length", () -> objects(-1, String.class, null));
        set(strings, 1, "stored");
        set(strings, 2, null);
        System.out.println(get(strings, 0) + " " + get(strings, 1) + " " + get(strings, 2));
        attempt("get beyond", () -> get(strings, 3));
        attempt("get before", () -> get(strings, -1));
        attempt("set beyond", () -> set(strings, 3, "x"));
        attempt("set of another type", () -> set(strings, 0, 5));
        set(new Object[1], 0, 5);
        int[] many = new int[20_000];
        Arrays.setAll(many, i -> i * 3);
        System.out.println(sum(many));
        System.out.println("done JniArrays");
    }
}
