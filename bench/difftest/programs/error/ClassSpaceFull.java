// difftest: flags=-XX:CompressedClassSpaceSize=4M
// difftest: gc-every=100000
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/**
 * More classes than there is room for: an OutOfMemoryError that says so, every time, from hidden
 * classes, classes of loaders and arrays; whatever needs no new class goes on.
 */
public class ClassSpaceFull {
    static class Tiny {
        int value = 7;

        int twice() {
            return 2 * value;
        }
    }

    static class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    /** What makes one class after the other. */
    interface Definer {
        Class<?> define() throws Exception;
    }

    static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    static final List<Class<?>> KEPT = new ArrayList<>();
    static byte[] bytes;

    static class Hidden implements Definer {
        public Class<?> define() throws Exception {
            return LOOKUP.defineHiddenClass(bytes, false).lookupClass();
        }
    }

    static class Loaded implements Definer {
        public Class<?> define() {
            return new Loader().define(bytes);
        }
    }

    /** Arrays of up to 100 dimensions of the classes that are there. */
    static class Arrays implements Definer {
        Class<?> last;
        int n;

        public Class<?> define() {
            Class<?> component = n % 100 == 0 ? KEPT.get(n / 100) : last;
            last = Array.newInstance(component, 0).getClass();
            n++;
            return last;
        }
    }

    static void fill(String what, Definer definer) throws Exception {
        String result = "there was room";
        try {
            for (int i = 0; i < 100_000; i++) {
                KEPT.add(definer.define());
            }
        } catch (OutOfMemoryError error) {
            result = error.toString();
        }
        System.out.println(what);
        System.out.println(result);
    }

    // Neither lambdas nor concatenated strings: these make classes.
    public static void main(String[] args) throws Exception {
        try (InputStream in = ClassSpaceFull.class.getResourceAsStream("ClassSpaceFull$Tiny.class")) {
            bytes = in.readAllBytes();
        }
        Definer loaded = new Loaded();
        Definer arrays = new Arrays();
        Tiny tiny = new Tiny();
        // What is needed later is loaded now.
        System.out.println(new OutOfMemoryError("none").toString());
        System.out.println(loaded.define() != null);
        System.out.println(Array.getLength(Array.newInstance(Tiny.class, 3)));
        fill("hidden classes", new Hidden());
        fill("hidden classes again", new Hidden());
        fill("classes of loaders", loaded);
        fill("arrays", arrays);
        fill("arrays again", arrays);
        System.out.println(KEPT.size() > 2000);
        System.out.println(tiny.twice());
        int sum = 0;
        for (int i = 0; i < 1000; i++) {
            sum += new int[1000].length;
        }
        System.out.println(sum);
    }
}
