/** System.exit from main: exit code, hooks run, finally does not. */
public class ExitInMain {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        try {
            System.out.println("before exit");
            System.exit(42);
        } finally {
            System.out.println("not printed");
        }
    }
}
