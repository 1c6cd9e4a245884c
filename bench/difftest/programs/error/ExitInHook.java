/** Shutdown hooks: order by join, adding during shutdown fails, halt in a hook decides the status. */
public class ExitInHook {
    public static void main(String[] args) throws Exception {
        Thread a = new Thread(() -> {
            System.out.println("hook a");
            try {
                Runtime.getRuntime().addShutdownHook(new Thread());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            try {
                Runtime.getRuntime().removeShutdownHook(Thread.currentThread());
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
            System.out.flush();
            Runtime.getRuntime().halt(9);
        });
        Thread gone = new Thread(() -> System.out.println("never"));
        Runtime.getRuntime().addShutdownHook(a);
        Runtime.getRuntime().addShutdownHook(gone);
        System.out.println(Runtime.getRuntime().removeShutdownHook(gone) + " " + Runtime.getRuntime().removeShutdownHook(gone));
        try {
            Runtime.getRuntime().addShutdownHook(a);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        Thread started = new Thread(() -> {});
        started.start();
        started.join();
        System.out.println("end of main");
    }
}
