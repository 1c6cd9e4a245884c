/** Calls of an interface with receivers of two classes. */
public class Receivers2 {
    public static void main(String[] args) {
        Operations work = new Operations(2);
        BenchHarness.run("Receivers2", args, 120, 372555958125249L, () -> work.run(4000));
    }
}
