public class Throw {
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            Thread.currentThread().setUncaughtExceptionHandler(
                (t, e) -> System.out.println("handled " + e.getMessage() + " on " + t.getName()));
        }
        Thread main = Thread.currentThread();
        Thread late = new Thread(() -> {
            try {
                main.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            System.out.println("late");
        });
        late.start();
        throw new Exception("thrown by main", new RuntimeException("cause"));
    }
}
