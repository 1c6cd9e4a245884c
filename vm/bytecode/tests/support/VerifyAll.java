import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Links every class file `0.class`, `1.class`, ... of a directory and prints what happened. */
public class VerifyAll {
    static class Loader extends ClassLoader {
        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (int i = 0; ; i++) {
            Path file = Path.of(args[0], i + ".class");
            if (!Files.exists(file)) {
                break;
            }
            String outcome;
            try {
                // Asking for methods links, without initializing.
                new Loader().define(Files.readAllBytes(file)).getDeclaredMethods();
                outcome = "ok";
            } catch (VerifyError | ClassFormatError e) {
                outcome = e.getClass().getName() + " " + e.getMessage();
            } catch (Throwable e) {
                outcome = "other " + e;
            }
            out.println(outcome.replace("\\", "\\\\").replace("\n", "\\n"));
        }
        out.flush();
    }
}
