/** Runtime.halt: no hooks, no finally, buffered output of System.out is there because println flushes. */
public class HaltNow {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("not printed")));
        try {
            System.out.println("halting");
            Runtime.getRuntime().halt(5);
        } finally {
            System.out.println("not printed");
        }
    }
}
