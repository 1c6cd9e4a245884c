import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Member;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jdk.internal.access.SharedSecrets;
import jdk.internal.reflect.ConstantPool;

/**
 * Defines and links the classes of a batch, each in a loader of its own, and prints what became of
 * each in one line. Nothing of the classes is executed.
 *
 * <p>Arguments: the file of the groups of sibling classes, the file of the batch, the number of the
 * first class to try.
 */
public class Link {
    /** Knows the classes that were compiled together with the damaged one; others are the JDK's. */
    static final class Loader extends ClassLoader {
        private final Map<String, byte[]> siblings;

        Loader(Map<String, byte[]> siblings) {
            super("mutant", ClassLoader.getSystemClassLoader());
            this.siblings = siblings;
        }

        Class<?> define(byte[] image) {
            return defineClass(null, image, 0, image.length);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> found = findLoadedClass(name);
                if (found != null) {
                    return found;
                }
                byte[] image = siblings.get(name);
                return image == null ? super.loadClass(name, resolve)
                        : defineClass(name, image, 0, image.length);
            }
        }
    }

    /** Something to ask a class. */
    interface Question {
        Object ask(Class<?> c) throws Throwable;
    }

    static final Map<String, Question> QUESTIONS = new java.util.LinkedHashMap<>();

    static {
        QUESTIONS.put("methods", c -> sorted(c.getDeclaredMethods()));
        QUESTIONS.put("fields", c -> sorted(c.getDeclaredFields()));
        QUESTIONS.put("constructors", c -> sorted(c.getDeclaredConstructors()));
        QUESTIONS.put("flags", c -> c.getModifiers());
        QUESTIONS.put("super", c -> c.getSuperclass());
        QUESTIONS.put("interfaces", c -> Arrays.toString(c.getInterfaces()));
        QUESTIONS.put("nest", c -> c.getNestHost());
        QUESTIONS.put("declaring", c -> c.getDeclaringClass());
        QUESTIONS.put("enclosing", c -> c.getEnclosingMethod());
        QUESTIONS.put("declared", c -> Arrays.toString(c.getDeclaredClasses()));
        QUESTIONS.put("simple", c -> c.getSimpleName());
        QUESTIONS.put("permitted", c -> Arrays.toString(c.getPermittedSubclasses()));
        QUESTIONS.put("record", c -> c.isRecord() ? Arrays.toString(c.getRecordComponents()) : "");
        QUESTIONS.put("generic", c -> c.toGenericString() + c.getGenericSuperclass());
        QUESTIONS.put("annotations", c -> Arrays.toString(c.getDeclaredAnnotations()));
        QUESTIONS.put("members", c -> {
            StringBuilder text = new StringBuilder();
            java.lang.reflect.Method[] methods = c.getDeclaredMethods();
            Arrays.sort(methods, java.util.Comparator.comparing(Object::toString));
            for (java.lang.reflect.Method m : methods) {
                text.append(m.toGenericString()).append(Arrays.toString(m.getDeclaredAnnotations()))
                        .append(Arrays.toString(m.getParameters())).append(m.getDefaultValue());
            }
            return text;
        });
        QUESTIONS.put("constants", Link::unresolved);
    }

    /**
     * Resolves the constants of a class; those that cannot be resolved, and why. The stock JDK has
     * constants and methods of its own, where default methods conflict: what is found is not told.
     */
    private static Object unresolved(Class<?> c) {
        ConstantPool pool = SharedSecrets.getJavaLangAccess().getConstantPool(c);
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < pool.getSize(); i++) {
            try {
                resolve(pool, i);
            } catch (Throwable t) {
                text.append(i).append(": ").append(told(t)).append("; ");
            }
        }
        return text;
    }

    private static void resolve(ConstantPool pool, int index) {
        switch (pool.getTagAt(index)) {
            case CLASS -> pool.getClassAt(index);
            case STRING -> pool.getStringAt(index);
            case NAMEANDTYPE -> pool.getNameAndTypeRefInfoAt(index);
            case METHODREF, INTERFACEMETHODREF -> pool.getClassAt(pool.getClassRefIndexAt(index));
            case FIELDREF -> {
                // The stock JDK does not survive being asked for a field of an array.
                if (!pool.getMemberRefInfoAt(index)[0].startsWith("[")) {
                    pool.getFieldAt(index);
                }
            }
            default -> { }
        }
    }

    private static String sorted(Member[] members) {
        return Arrays.stream(members).map(Object::toString).sorted().toList().toString();
    }

    /** The verdict on a class file. */
    static String verdict(Loader loader, byte[] image) {
        Class<?> c;
        try {
            c = loader.define(image);
            // Links the class, without initializing it.
            c.getDeclaredFields();
        } catch (Throwable t) {
            return told(t);
        }
        StringBuilder text = new StringBuilder("ok ").append(c.getName());
        QUESTIONS.forEach((name, question) -> {
            String answer;
            try {
                answer = String.valueOf(question.ask(c));
            } catch (Throwable t) {
                answer = told(t);
            }
            text.append(" | ").append(name).append(' ').append(answer);
        });
        return text.toString();
    }

    private static String told(Throwable t) {
        return t instanceof StackOverflowError || t instanceof OutOfMemoryError
                ? t.getClass().getName() : t.toString();
    }

    /** One printable line, without the identity hashes of loaders. */
    static String line(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@' && i > 0) {
                int end = text.startsWith("0x", i + 1) ? i + 3 : i + 1;
                while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
                    end++;
                }
                if (end > i + 4) {
                    out.append("@*");
                    i = end - 1;
                    continue;
                }
            }
            if (c == '\\' || c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('\n').toString();
    }

    private static Map<String, byte[]>[] groups(String file) throws IOException {
        try (DataInputStream in = open(file)) {
            @SuppressWarnings({"unchecked", "rawtypes"})
            Map<String, byte[]>[] groups = new Map[in.readInt()];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = new HashMap<>();
                for (int n = in.readInt(); n > 0; n--) {
                    String name = new String(sized(in), StandardCharsets.UTF_8);
                    groups[i].put(name.replace('/', '.'), sized(in));
                }
            }
            return groups;
        }
    }

    private static DataInputStream open(String file) throws IOException {
        return new DataInputStream(new java.io.BufferedInputStream(new FileInputStream(file)));
    }

    private static byte[] sized(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    /** Lets damaged classes of the JDK extend and use those that are in a module. */
    private static void openPackages() {
        for (String name : new String[] {"java.base", "java.desktop", "jdk.compiler", "jdk.jshell"}) {
            Module module = ModuleLayer.boot().findModule(name).orElseThrow();
            for (String packageName : module.getPackages()) {
                SharedSecrets.getJavaLangAccess().addExportsToAllUnnamed(module, packageName);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        openPackages();
        Map<String, byte[]>[] groups = groups(args[0]);
        OutputStream out = new FileOutputStream(java.io.FileDescriptor.out);
        int first = Integer.parseInt(args[2]);
        try (DataInputStream in = open(args[1])) {
            int n = in.readInt();
            for (int i = 0; i < n; i++) {
                Map<String, byte[]> siblings = groups[in.readInt()];
                byte[] image = sized(in);
                if (i < first) {
                    continue;
                }
                String verdict = verdict(new Loader(siblings), image);
                // Unbuffered: after a crash the number of lines says which class it was. The mark
                // tells them from the VM's own warnings.
                out.write(line("# " + verdict).getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
