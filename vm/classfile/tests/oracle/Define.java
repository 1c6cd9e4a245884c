import java.io.DataInputStream;
import java.io.PrintStream;

/** Reads class files from standard input, defines each, prints what the VM said. */
public class Define {
    static final class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            throw new ClassNotFoundException("absent: " + name);
        }
    }

    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(System.in));
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            String result;
            try {
                new Loader().define(bytes);
                result = "ok";
            } catch (Throwable t) {
                result = t.getClass().getName() + ": " + t.getMessage();
            }
            out.println(result.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
        }
        out.flush();
    }
}
