// difftest: compare=stdout,exit
/** FatalError: the VM reports and aborts. What it writes to standard error is its own affair. */
public class Main {
    static native void fatal();

    public static void main(String[] args) {
        System.loadLibrary("fatal");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("no hook runs")));
        System.out.println("before");
        try {
            fatal();
        } finally {
            System.out.println("not reached");
        }
    }
}
