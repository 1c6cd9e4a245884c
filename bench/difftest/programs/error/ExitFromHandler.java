/** System.exit inside an uncaught handler, after which nothing more runs; other threads keep blocking. */
public class ExitFromHandler {
    public static void main(String[] args) throws Exception {
        Object lock = new Object();
        Thread blocked = new Thread(() -> {
            synchronized (lock) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    System.out.println("not printed");
                }
            }
        });
        blocked.start();
        Thread spinning = new Thread(() -> {
            while (true) Thread.onSpinWait();
        });
        spinning.start();
        Thread.setDefaultUncaughtExceptionHandler((t, e) -> {
            System.out.println("handler " + e.getMessage());
            System.exit(17);
        });
        throw new RuntimeException("leaves main");
    }
}
