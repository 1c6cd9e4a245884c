import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;

/** ServiceLoader with configuration files made on the fly: order, errors, reload, lazy instances, class path loader, built-in services. */
public class Services {
    public interface Svc {
        String name();
    }

    public static class One implements Svc {
        public One() {
            System.out.println("making One");
        }

        public String name() {
            return "one";
        }
    }

    public static class Two implements Svc {
        public String name() {
            return "two";
        }
    }

    public static class Fails implements Svc {
        public Fails() {
            throw new IllegalStateException("cannot");
        }

        public String name() {
            return "never";
        }
    }

    public static class NoCtor implements Svc {
        public NoCtor(int x) {}

        public String name() {
            return "never";
        }
    }

    public static class NotSvc {}

    static URLClassLoader loader(String... lines) throws IOException {
        Path d = Files.createTempDirectory("kiln-svc"), f = d.resolve("META-INF/services/Services$Svc");
        Files.createDirectories(f.getParent());
        Files.write(f, List.of(lines));
        for (Path p : new Path[]{f, f.getParent(), f.getParent().getParent(), d}) p.toFile().deleteOnExit();
        return new URLClassLoader(new URL[]{d.toUri().toURL()}, Services.class.getClassLoader());
    }

    static void run(String what, String... lines) throws IOException {
        StringBuilder sb = new StringBuilder();
        Iterator<Svc> it = ServiceLoader.load(Svc.class, loader(lines)).iterator();
        while (true) {
            try {
                if (!it.hasNext()) break;
                sb.append(it.next().name()).append(' ');
            } catch (ServiceConfigurationError e) {
                sb.append('[').append(e.getMessage().replaceAll("file:[^ ,]*", "FILE")).append(e.getCause() == null ? "" : " <- " + e.getCause()).append("] ");
                if (sb.length() > 2000) break;
            }
        }
        System.out.println(what + ": " + sb);
    }

    public static void main(String[] args) throws Exception {
        run("two", "# comment", "Services$Two", "  Services$One  # trailing", "", "Services$Two");
        run("empty", "");
        run("missing", "no.such.Provider", "Services$Two");
        run("fails", "Services$Fails", "Services$Two");
        run("no ctor", "Services$NoCtor", "Services$Two");
        run("not subtype", "Services$NotSvc", "Services$Two");
        run("syntax", "two words");
        run("bad name", "1abc");
        ServiceLoader<Svc> l = ServiceLoader.load(Svc.class, loader("Services$One", "Services$Two"));
        System.out.println(l.stream().map(p -> p.type().getSimpleName()).toList());
        System.out.println(l.findFirst().get().name());
        Iterator<Svc> a = l.iterator(), b = l.iterator();
        System.out.println((a.next() == b.next()) + " " + b.next().name());
        l.reload();
        System.out.println(l.iterator().next().name());
        System.out.println(l.stream().filter(p -> p.type() == Two.class).map(ServiceLoader.Provider::get).map(Svc::name).toList());
        try {
            l.iterator().remove();
        } catch (UnsupportedOperationException e) {
            System.out.println("no remove");
        }
        Iterator<Svc> stale = l.iterator();
        l.reload();
        try {
            stale.hasNext();
            System.out.println("not stale");
        } catch (ConcurrentModificationException e) {
            System.out.println("stale");
        }
        System.out.println(ServiceLoader.load(Svc.class).findFirst().isPresent() + " " + ServiceLoader.loadInstalled(Svc.class).findFirst().isPresent() + " " + ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).stream().anyMatch(p -> p.type().getSimpleName().equals("ZipFileSystemProvider")));
        System.out.println(ServiceLoader.load(java.util.spi.ToolProvider.class).stream().map(p -> p.get().name()).filter(n -> n.equals("jar") || n.equals("javac")).sorted().toList());
        System.out.println("done Services");
    }
}
