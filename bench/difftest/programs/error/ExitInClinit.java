/** System.exit in a static initializer of the main class. */
public class ExitInClinit {
    static int x = init();

    static int init() {
        System.out.println("in clinit");
        System.exit(3);
        return 1;
    }

    public static void main(String[] args) {
        System.out.println("not printed");
    }
}
