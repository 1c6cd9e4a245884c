/** Main throws while a worker still runs: the worker finishes, the status is 1. */
public class ExitUncaughtWithWorker {
    public static void main(String[] args) throws Exception {
        Thread main = Thread.currentThread();
        new Thread(() -> {
            try {
                main.join();
            } catch (InterruptedException e) {
                System.out.println(e);
            }
            System.out.println("done ExitUncaughtWithWorker");
        }).start();
        throw new Exception("from main");
    }
}
