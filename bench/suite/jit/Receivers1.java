/** Calls of an interface with receivers of one class. */
public class Receivers1 {
    public static void main(String[] args) {
        Operations work = new Operations(1);
        BenchHarness.run("Receivers1", args, 120, 1755889158144001L, () -> work.run(6000));
    }
}
