import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** What a program sees of how it was launched. */
public class Info {
    static int depth(AtomicInteger n) {
        n.incrementAndGet();
        return 1 + depth(n);
    }

    static boolean asksForHeap() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(option -> option.matches("-Xmx.*|-mx.*|-XX:(MaxHeapSize|MaxRAM).*"));
    }

    public static void main(String[] args) {
        Thread thread = Thread.currentThread();
        System.out.println(thread.getName() + " " + thread.getId() + " " + thread.getThreadGroup().getName()
            + " " + thread.getContextClassLoader().getClass().getSimpleName());
        for (String key : new String[] {"java.class.path", "sun.java.command", "sun.java.launcher",
            "java.home", "jdk.module.main", "jdk.module.path", "java.library.path"}) {
            System.out.println(key + " = " + System.getProperty(key));
        }
        // The default size is the VM's own affair; any other was asked for, and is exact.
        long max = Runtime.getRuntime().maxMemory();
        System.out.println("heap " + (asksForHeap() ? max : max >= 256L << 20 ? "by default" : "small"));
        AtomicInteger depth = new AtomicInteger();
        try {
            depth(depth);
        } catch (StackOverflowError e) {
            // With a stack of 16 MB there is room for far more frames than with the default.
            System.out.println("deep " + (depth.get() > 60_000));
        }
    }
}
