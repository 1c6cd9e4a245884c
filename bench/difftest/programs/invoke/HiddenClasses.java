import java.io.*;
import java.lang.invoke.*;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.function.*;

/** Lookup.defineHiddenClass and defineClass: nest mates, class data, names, initialization, strong option, errors. */
public class HiddenClasses {
    private static int secret = 41;
    static StringBuilder log = new StringBuilder();

    static class Templ implements IntSupplier, Supplier<String> {
        static {
            log.append("init ");
        }

        int n = 1;

        public int getAsInt() {
            return ++n + secret;
        }

        public String get() {
            return getClass().getName().replaceAll("/0x[0-9a-f]+|/[0-9]+", "/H");
        }

        static Object lam() {
            IntSupplier s = () -> secret * 100;
            return s.getAsInt();
        }
    }

    static class NeedsData {
        static Object data() throws Throwable {
            return MethodHandles.classData(MethodHandles.lookup(), "_", Object.class);
        }
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = HiddenClasses.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void tryIt(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(what + ": " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("0x[0-9a-f]+", "H"));
        }
    }

    public static void main(String[] args) throws Throwable {
        Lookup l = MethodHandles.lookup();
        byte[] b = bytes("HiddenClasses$Templ");
        Lookup h1 = l.defineHiddenClass(b, false, Lookup.ClassOption.NESTMATE);
        System.out.println("before init [" + log + "]");
        Lookup h2 = l.defineHiddenClass(b, true, Lookup.ClassOption.NESTMATE, Lookup.ClassOption.STRONG);
        System.out.println("after init [" + log + "]");
        Class<?> c1 = h1.lookupClass(), c2 = h2.lookupClass();
        System.out.println((c1 == c2) + " " + c1.isHidden() + " " + c2.isHidden() + " " + HiddenClasses.class.isHidden());
        System.out.println(c1.getName().replaceAll("0x[0-9a-f]+", "H") + " "
            + c1.getPackageName() + "." + c1.getTypeName().length() / 100 + " " + c1.descriptorString().replaceAll("0x[0-9a-f]+", "H"));
        tryIt("simple name", c1::getSimpleName);
        System.out.println(c1.getNestHost().getName() + " " + c1.isNestmateOf(HiddenClasses.class) + " " + (c1.getClassLoader() == HiddenClasses.class.getClassLoader()));
        MethodHandle mk = h1.findConstructor(c1, MethodType.methodType(void.class));
        IntSupplier s1 = (IntSupplier) mk.invoke();
        System.out.println(s1.getAsInt() + " " + s1.getAsInt() + " [" + log + "]");
        System.out.println(((Supplier<?>) s1).get());
        tryIt("lambda inside", () -> h1.findStatic(c1, "lam", MethodType.methodType(Object.class)).invoke());
        tryIt("forName", () -> Class.forName(c1.getName(), false, HiddenClasses.class.getClassLoader()));
        tryIt("array", () -> java.lang.reflect.Array.newInstance(c1, 2).getClass().getName().startsWith("[LHiddenClasses$Templ"));
        tryIt("cast", () -> c2.cast(s1));
        tryIt("instance", () -> c1.isInstance(s1) + " " + (s1 instanceof Templ));
        Lookup h3 = l.defineHiddenClass(b, true);
        tryIt("no nestmate", () -> ((IntSupplier) h3.findConstructor(h3.lookupClass(), MethodType.methodType(void.class)).invoke()).getAsInt());
        System.out.println(h3.lookupClass().getNestHost() == h3.lookupClass());
        Lookup h4 = l.defineHiddenClassWithClassData(bytes("HiddenClasses$NeedsData"), "the data", true);
        tryIt("class data", () -> h4.findStatic(h4.lookupClass(), "data", MethodType.methodType(Object.class)).invoke());
        tryIt("class data at", () -> MethodHandles.classData(h4, "_", String.class));
        tryIt("bad data type", () -> MethodHandles.classData(h4, "_", Integer.class));
        tryIt("no data", () -> MethodHandles.classData(h1, "_", Object.class));
        Lookup h5 = l.defineHiddenClassWithClassData(bytes("HiddenClasses$NeedsData"), java.util.List.of("a", 7), false);
        tryIt("data at 1", () -> MethodHandles.classDataAt(h5, "_", int.class, 1));
        tryIt("data at 5", () -> MethodHandles.classDataAt(h5, "_", int.class, 5));
        tryIt("defineClass dup", () -> l.defineClass(b));
        tryIt("garbage", () -> l.defineHiddenClass(new byte[]{1, 2, 3}, false));
        tryIt("truncated", () -> l.defineHiddenClass(java.util.Arrays.copyOf(b, b.length / 2), false));
        tryIt("not full", () -> l.dropLookupMode(Lookup.PRIVATE).defineHiddenClass(b, false));
        tryIt("public lookup", () -> MethodHandles.publicLookup().defineHiddenClass(b, false));
        tryIt("other package", () -> {
            byte[] jdk;
            try (InputStream in = Object.class.getResourceAsStream("/java/util/ArrayList.class")) {
                jdk = in.readAllBytes();
            }
            return l.defineHiddenClass(jdk, false);
        });
        tryIt("null data", () -> l.defineHiddenClassWithClassData(b, null, false));
        tryIt("modifiers", () -> java.lang.reflect.Modifier.toString(c1.getModifiers()) + " " + c1.getSuperclass() + " " + c1.getInterfaces().length);
        tryIt("method", () -> c1.getMethod("getAsInt").invoke(s1));
        tryIt("field set", () -> {
            var f = c1.getDeclaredField("n");
            f.setInt(s1, 500);
            return f.get(s1);
        });
        System.out.println("done HiddenClasses");
    }
}
