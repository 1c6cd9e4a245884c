import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.spi.ToolProvider;

/**
 * Compiles one batch of programs after the other, in a JVM that is warm after the first.
 *
 * <p>Reads lines with the arguments of {@code javac}, with tabs between them. Answers each with
 * what the compiler says and a line {@code exit CODE}.
 */
public class Sources {
    public static void main(String[] args) throws IOException {
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = lines.readLine()) != null; ) {
            var messages = new StringWriter();
            var writer = new PrintWriter(messages);
            int code = javac.run(writer, writer, line.split("\t"));
            writer.flush();
            System.out.print(messages);
            System.out.println("exit " + code);
            System.out.flush();
        }
    }
}
