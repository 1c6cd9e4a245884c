// difftest: flags=-Xmx32m
/** OutOfMemoryError that leaves a thread and main: status 1, other threads go on. */
public class OomUncaught {
    static Object[] keep;

    static void eat() {
        keep = new Object[10_000];
        for (int i = 0; ; i++) keep[i] = new byte[200_000];
    }

    public static void main(String[] args) throws Exception {
        Thread t = new Thread(OomUncaught::eat);
        String[] seen = new String[1];
        t.setUncaughtExceptionHandler((th, e) -> {
            keep = null;
            seen[0] = e.getClass().getName();
        });
        t.start();
        t.join();
        System.out.println(seen[0]);
        byte[] ok = new byte[1_000_000];
        System.out.println(ok.length);
        int[] huge = new int[Integer.MAX_VALUE - 2];
        System.out.println("not printed " + huge.length);
    }
}
