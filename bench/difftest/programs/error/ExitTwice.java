/** Several threads call System.exit at once with one status; a hook that calls exit would hang, so it halts. */
public class ExitTwice {
    public static void main(String[] args) throws Exception {
        Thread[] ts = new Thread[5];
        for (int i = 0; i < ts.length; i++) {
            ts[i] = new Thread(() -> System.exit(11));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("once")));
        for (Thread t : ts) t.start();
        for (Thread t : ts) t.join();
        System.out.println("not printed");
    }
}
