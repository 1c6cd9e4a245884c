// difftest: flags=-Dkiln.a=1 -Dkiln.b -Dkiln.c=x=y
import java.util.*;

/** System properties and environment, from the command line and fixed ones; System methods; Runtime. */
public class SysProps {
    public static void main(String[] args) throws Exception {
        for (String k : new String[]{"kiln.a", "kiln.b", "kiln.c", "java.specification.version", "java.version", "java.vendor", "java.class.version", "java.vm.specification.name", "java.vm.specification.version", "os.name", "file.separator", "path.separator", "java.home", "java.io.tmpdir",
            "file.encoding", "sun.jnu.encoding", "native.encoding", "java.version.date", "java.runtime.version", "sun.boot.library.path", "java.library.path", "user.language", "no.such", "java.specification.maintenance.version"}) System.out.println(k + " = " + System.getProperty(k));
        System.out.println(System.getProperty("line.separator").length() + " " + System.lineSeparator().equals("\n") + " " + System.getProperty("zz", "dflt") + " " + Integer.getInteger("kiln.a") + " " + Integer.getInteger("kiln.c", 5) + " " + Boolean.getBoolean("kiln.a") + " " + Long.getLong("none"));
        System.setProperty("kiln.a", "2");
        System.out.println(System.getProperty("kiln.a") + " " + System.clearProperty("kiln.a") + " " + System.getProperty("kiln.a"));
        try {
            System.getProperty("");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.setProperty("k", null);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        System.out.println((System.getenv("PATH") != null) + " " + System.getenv("KILN_NOT_SET") + " " + System.getenv().containsKey("PATH"));
        try {
            System.getenv().put("a", "b");
        } catch (UnsupportedOperationException e) {
            System.out.println("unmodifiable");
        }
        long t = System.currentTimeMillis(), n = System.nanoTime();
        System.out.println((t > 1_500_000_000_000L) + " " + (System.nanoTime() >= n) + " " + (System.identityHashCode(null)) + " " + (System.identityHashCode(args) == args.hashCode()));
        String s = new String("x");
        System.out.println((System.identityHashCode(s) == System.identityHashCode(s)) + " " + s.hashCode());
        Runtime r = Runtime.getRuntime();
        System.out.println((r == Runtime.getRuntime()) + " " + (r.availableProcessors() > 0) + " " + Runtime.version().feature() + " " + Runtime.version().interim());
        r.gc();
        System.runFinalization();
        System.out.println(System.getSecurityManager() + " " + System.mapLibraryName("foo") + " " + new TreeSet<>(System.getProperties().stringPropertyNames()).contains("java.vm.name"));
        try {
            System.loadLibrary("no-such-library-kiln");
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage().replaceAll(": .*", ""));
        }
        try {
            System.load("relative");
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
        try {
            System.load("/no/such/lib.so");
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
        System.setErr(System.out);
        System.err.println("to out");
        System.out.println("done SysProps");
    }
}
