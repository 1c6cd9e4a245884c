// difftest: compare=stdout,exit,stderr
/** An exception leaves main: stack trace on stderr, exit code 1. */
public class UncaughtMain {
    static void thrower(int n) {
        if (n == 0) throw new IllegalStateException("uncaught", new RuntimeException("the cause"));
        thrower(n - 1);
    }

    public static void main(String[] args) {
        System.out.println("before");
        try {
            thrower(3);
        } finally {
            System.out.println("finally");
        }
    }
}
