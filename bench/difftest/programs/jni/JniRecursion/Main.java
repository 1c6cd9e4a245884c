// StackOverflowError from recursion through native code: thrown, caught and survived again and again.
// difftest: flags=-Xss1m
// difftest: timeout=120
import java.util.concurrent.atomic.AtomicInteger;

public class Main {
    static {
        System.loadLibrary("recursion");
    }

    static final ThreadLocal<int[]> STATE = ThreadLocal.withInitial(() -> new int[2]);
    static final int DEEPEST = 0;
    static final int KIND = 1;

    static native int small(int depth);

    static native int large(int depth);

    static native int catching(int depth);

    static int callback(int depth) {
        int[] state = STATE.get();
        state[DEEPEST] = Math.max(state[DEEPEST], depth);
        return switch (state[KIND]) {
            case 0 -> small(depth + 1);
            case 1 -> large(depth + 1);
            case 2 -> catching(depth + 1);
            // Some Java frames between two native ones.
            default -> javaFrames(depth, 20);
        };
    }

    static int javaFrames(int depth, int n) {
        return n == 0 ? small(depth + 1) : javaFrames(depth, n - 1) + 1;
    }

    static String overflow(int kind) {
        int[] state = STATE.get();
        state[DEEPEST] = 0;
        state[KIND] = kind;
        try {
            int result = callback(0);
            return "returned " + (result < 0);
        } catch (StackOverflowError e) {
            return "StackOverflowError with " + (e.getStackTrace().length == 1024 ? "1024 frames" : "some frames") + ", deep " + (state[DEEPEST] > 20);
        }
    }

    public static void main(String[] args) throws Exception {
        for (int kind = 0; kind < 4; kind++) {
            String first = overflow(kind);
            System.out.println(kind + ": " + first);
            for (int i = 0; i < 30; i++) {
                String next = overflow(kind);
                if (!next.equals(first)) {
                    System.out.println(kind + ", again: " + next);
                }
            }
        }
        AtomicInteger good = new AtomicInteger();
        Thread[] threads = new Thread[8];
        for (int i = 0; i < threads.length; i++) {
            int kind = i % 4;
            threads[i] = new Thread(null, () -> {
                for (int n = 0; n < 5; n++) {
                    if (overflow(kind).length() > 10) {
                        good.incrementAndGet();
                    }
                }
            }, "small", 256 << 10);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("in threads with small stacks: " + good);
        System.out.println("done");
    }
}
