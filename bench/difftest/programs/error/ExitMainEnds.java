/** Main returns while others still run: the VM waits for user threads, not for daemons, then runs hooks. */
public class ExitMainEnds {
    static volatile boolean go;

    public static void main(String[] args) throws Exception {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook last")));
        Thread worker = new Thread(() -> {
            try {
                main.join();
                System.out.println("main is " + main.getState());
                Thread second = new Thread(() -> System.out.println("second worker"));
                second.start();
                second.join();
            } catch (InterruptedException e) {
                System.out.println(e);
            }
            System.out.println("done ExitMainEnds");
        });
        worker.start();
        Thread daemon = new Thread(() -> {
            try {
                Thread.sleep(600_000);
            } catch (InterruptedException e) {
                System.out.println("daemon interrupted");
            }
            System.out.println("daemon printed");
        });
        daemon.setDaemon(true);
        daemon.start();
        System.out.println("main returns");
    }
}
