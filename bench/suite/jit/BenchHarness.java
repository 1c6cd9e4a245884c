import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Runs a program. {@code java Program [N]}: N iterations, one line with the checksum.
 * {@code java Program steady WARM_UP MEASURE}: iterations for WARM_UP ms of the thread's CPU time,
 * then for MEASURE ms, at least {@value #LEAST}; of the latter each has a line with its CPU time in
 * nanoseconds.
 */
final class BenchHarness {
    private static final int LEAST = 5;

    interface Work {
        /** Does the same work every time, and returns a number that depends on all of it. */
        long iteration();
    }

    static void run(String name, String[] args, int iterations, long expected, Work work) {
        if (args.length == 3 && args[0].equals("steady")) {
            steady(work, expected, Long.parseLong(args[1]), Long.parseLong(args[2]));
        } else {
            int n = args.length == 0 ? iterations : Integer.parseInt(args[0]);
            for (int i = 0; i < n; i++) check(work.iteration(), expected);
        }
        System.out.println(name + " " + expected);
    }

    private static void steady(Work work, long expected, long warmUp, long measure) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        long now = begin;
        while (now - begin < warmUp * 1_000_000) {
            check(work.iteration(), expected);
            now = threads.getCurrentThreadCpuTime();
        }
        begin = now;
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < LEAST || now - begin < measure * 1_000_000; n++) {
            long before = now;
            check(work.iteration(), expected);
            now = threads.getCurrentThreadCpuTime();
            lines.append("iteration ").append(now - before).append('\n');
        }
        System.out.print(lines);
    }

    private static void check(long result, long expected) {
        if (result != expected) throw new AssertionError("wrong result " + result + ", not " + expected);
    }
}
