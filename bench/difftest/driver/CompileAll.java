import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles many unrelated programs in one process, each into a folder of its own.
 *
 * <p>Usage: {@code CompileAll <list> <threads>}. Each line of the list has fields separated by tabs: folder of
 * the classes, number of options, the options, the sources. A program that does not compile leaves a file
 * {@code errors.txt} in its folder.
 */
public class CompileAll {
    public static void main(String[] args) throws Exception {
        ConcurrentLinkedQueue<String> lines =
                new ConcurrentLinkedQueue<>(Files.readAllLines(Path.of(args[0])));
        AtomicBoolean broken = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    compile(lines);
                                } catch (Throwable e) {
                                    e.printStackTrace();
                                    broken.set(true);
                                }
                            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.exit(broken.get() ? 1 : 0);
    }

    private static void compile(ConcurrentLinkedQueue<String> lines) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        // The file manager keeps what it read of the platform's classes. Options may change where it looks,
        // so programs with options get one of their own.
        StandardJavaFileManager shared =
                compiler.getStandardFileManager(null, Locale.ROOT, null);
        for (String line = lines.poll(); line != null; line = lines.poll()) {
            String[] fields = line.split("\t");
            Path folder = Path.of(fields[0]);
            int nOptions = Integer.parseInt(fields[1]);
            List<String> options = new ArrayList<>(List.of("-d", fields[0], "-nowarn"));
            List<String> sources = new ArrayList<>();
            for (int i = 2; i < fields.length; i++) {
                (i < 2 + nOptions ? options : sources).add(fields[i]);
            }
            Files.createDirectories(folder);
            StandardJavaFileManager files =
                    nOptions == 0
                            ? shared
                            : compiler.getStandardFileManager(null, Locale.ROOT, null);
            StringWriter messages = new StringWriter();
            boolean ok =
                    compiler.getTask(
                                    new PrintWriter(messages),
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromStrings(sources))
                            .call();
            if (!ok) {
                Files.writeString(folder.resolve("errors.txt"), messages.toString());
            }
        }
    }
}
