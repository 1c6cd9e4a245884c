import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Classes with one defect each, found by fuzzing: what is said of them, and which of two defects. */
public class DamagedClasses {
    static final String SQUARE = "DamagedClasses$Square";
    static final String INSIDE = "DamagedClasses$Local$1Inside";

    public interface Shape {
        Result measure(Scale scale);
    }

    public static class Scale {}

    public static class Result {}

    public static class Square implements Shape {
        static final String CONSTANT = "constant";

        @Override
        public Result measure(Scale scale) {
            return null;
        }
    }

    public static class Local {
        static Object make() {
            class Inside {
                final long twice(long n) {
                    return 2 * n;
                }
            }
            return new Inside();
        }
    }

    static final class Loader extends ClassLoader {
        Loader() {
            super("damaged", DamagedClasses.class.getClassLoader());
        }

        Class<?> define(byte[] image) {
            return defineClass(null, image, 0, image.length);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.indexOf(')') < 0) {
                return super.loadClass(name, resolve);
            }
            throw new ClassNotFoundException(name);
        }
    }

    static byte[] image(String name) throws Exception {
        try (InputStream in = DamagedClasses.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Replaces a text everywhere by one of the same length. */
    static byte[] replace(byte[] image, String from, String to) {
        String text = new String(image, StandardCharsets.ISO_8859_1);
        if (!text.contains(from) || from.length() != to.length()) {
            throw new IllegalArgumentException(from);
        }
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Makes the class its own superclass. */
    static byte[] ownSuper(byte[] image) {
        int at = endOfPool(image);
        image[at + 4] = image[at + 2];
        image[at + 5] = image[at + 3];
        return image;
    }

    static int endOfPool(byte[] image) {
        int n = (image[8] & 0xff) << 8 | image[9] & 0xff;
        int at = 10;
        for (int i = 1; i < n; i++) {
            switch (image[at]) {
                case 1 -> at += 3 + ((image[at + 1] & 0xff) << 8 | image[at + 2] & 0xff);
                case 7, 8, 16, 19, 20 -> at += 3;
                case 15 -> at += 4;
                case 5, 6 -> {
                    at += 9;
                    i++;
                }
                default -> at += 5;
            }
        }
        return at;
    }

    static void tell(String what, String name, UnaryOperator<byte[]> damage) throws Exception {
        try {
            Class<?> c = new Loader().define(damage.apply(image(name)));
            c.getDeclaredFields();
            System.out.println(what + ": " + c + " linked");
            for (String part : new String[] {"methods", "declaring", "enclosing", "simple"}) {
                System.out.println("    " + part + ' ' + ask(c, part));
            }
        } catch (Throwable t) {
            System.out.println(what + ": " + clean(t));
        }
    }

    static String ask(Class<?> c, String part) {
        try {
            return switch (part) {
                case "methods" -> Arrays.toString(c.getDeclaredMethods());
                case "declaring" -> "" + c.getDeclaringClass();
                case "enclosing" -> "" + c.getEnclosingMethod();
                default -> c.getSimpleName();
            };
        } catch (Throwable t) {
            return clean(t);
        }
    }

    static String clean(Throwable t) {
        return t.toString().replaceAll("@[0-9a-f]+", "@*");
    }

    public static void main(String[] args) throws Exception {
        tell("parenthesis in a result", SQUARE, b -> replace(b, "$Result", ")Result"));
        tell("parenthesis in a parameter", SQUARE, b -> replace(b, "$Scale", ")Scale"));
        tell("own superclass", SQUARE, DamagedClasses::ownSuper);
        tell("prohibited package", SQUARE, b -> replace(b, SQUARE, "java/lang/Obje$Square"));
        tell("no interface, and truncated", SQUARE,
                b -> Arrays.copyOf(replace(b, "$Shape", "$Scale"), b.length - 10));
        tell("absent interface, and truncated", SQUARE,
                b -> Arrays.copyOf(replace(b, "$Shape", "$Shabe"), b.length - 10));
        tell("local class", INSIDE, b -> b);
        tell("local class of another", INSIDE, b -> replace(b, "$Local", "$Lokal"));
        tell("local class without rows", INSIDE, b -> replace(b, "InnerClasses", "InnerKlasses"));
        Loader loader = new Loader();
        loader.define(image("DamagedClasses$Scale"));
        try {
            loader.define(image("DamagedClasses$Scale"));
        } catch (LinkageError e) {
            System.out.println("twice: " + clean(e));
        }
        System.out.println("done");
    }
}
