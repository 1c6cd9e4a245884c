// difftest: compare=stdout,exit,stderr
/** The static initializer of the main class throws: the launcher's report and exit code 1. */
public class ClinitThrows {
    static int x = Integer.parseInt("not a number");

    public static void main(String[] args) {
        System.out.println("not printed");
    }
}
