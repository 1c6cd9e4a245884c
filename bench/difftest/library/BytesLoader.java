import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** Defines the given classes itself, everything else comes from the parent. */
class BytesLoader extends ClassLoader {
    final Map<String, byte[]> classes = new HashMap<>();

    BytesLoader(Object... namesAndBytes) {
        super("def", BytesLoader.class.getClassLoader());
        for (int i = 0; i < namesAndBytes.length; i += 2) classes.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
    }

    @Override
    protected Class<?> loadClass(String n, boolean resolve) throws ClassNotFoundException {
        byte[] b = classes.get(n);
        if (b == null) return super.loadClass(n, resolve);
        Class<?> c = findLoadedClass(n);
        return c != null ? c : define(n);
    }

    /** Defines one of the given classes now. */
    Class<?> define(String name) {
        byte[] b = classes.get(name);
        return defineClass(name, b, 0, b.length);
    }

    /** The bytes of a class of the program, as the compiler made them. */
    static byte[] original(String name) throws IOException {
        try (InputStream in = BytesLoader.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }
}
