import java.io.IOException;
import java.io.UncheckedIOException;

/** One method per hot path: does it {@code n} times. */
public class HotPaths {
    static HotPaths[] kept = new HotPaths[1024];
    int field;
    static final Object LOCK = new Object();
    static byte[] classFile;

    interface Shape {
        int area(int i);
    }

    record Square(int side) implements Shape {
        public int area(int i) {
            return side + i;
        }
    }

    static native int nothing(int i);

    static int dispatch(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum = sum * 31 + (i ^ sum >>> 3);
        return sum;
    }

    static int one(int i) {
        return i + 1;
    }

    static int staticCalls(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum = one(sum);
        return sum;
    }

    static int interfaceCalls(int n) {
        Shape shape = new Square(3);
        int sum = 0;
        for (int i = 0; i < n; i++) sum = shape.area(sum);
        return sum;
    }

    static int fields(int n) {
        HotPaths object = new HotPaths();
        for (int i = 0; i < n; i++) object.field += i;
        return object.field;
    }

    static int arrays(int n) {
        int[] array = new int[256];
        for (int i = 0; i < n; i++) array[i & 255] += i;
        return array[7];
    }

    static int allocation(int n) {
        for (int i = 0; i < n; i++) new HotPaths().field = i;
        return n;
    }

    static int allocationKept(int n) {
        for (int i = 0; i < n; i++) kept[i & 1023] = new HotPaths();
        return n;
    }

    static int monitors(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            synchronized (LOCK) {
                sum += i;
            }
        }
        return sum;
    }

    static int exceptions(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
            try {
                sum += kept[-1 - i].field;
            } catch (ArrayIndexOutOfBoundsException e) {
                sum++;
            }
        }
        return sum;
    }

    static int nativeCalls(int n) {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += nothing(i);
        return sum;
    }

    static int empty(int n) {
        return n;
    }

    static class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            Class<?> defined = defineClass(null, bytes, 0, bytes.length);
            resolveClass(defined);
            return defined;
        }
    }

    /** Parses, links, verifies and initializes this class again, each time in a loader of its own. */
    static int classes(int n) {
        try {
            if (classFile == null) {
                try (var in = HotPaths.class.getResourceAsStream("HotPaths.class")) {
                    classFile = in.readAllBytes();
                }
            }
            int sum = 0;
            for (int i = 0; i < n; i++) {
                Class<?> defined = new Loader().define(classFile);
                Class.forName(defined.getName(), true, defined.getClassLoader());
                sum += defined.getModifiers();
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
