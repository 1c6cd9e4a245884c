/** System.exit from another thread while main waits; daemon threads do not hinder; exit status above 255 is cut. */
public class ExitInThread {
    public static void main(String[] args) throws Exception {
        Thread d = new Thread(() -> {
            while (true) Thread.onSpinWait();
        });
        d.setDaemon(true);
        d.start();
        Thread t = new Thread(() -> {
            System.out.println("exiting");
            System.exit(256 + 7);
        });
        t.start();
        Thread.sleep(60_000);
        System.out.println("not printed");
    }
}
