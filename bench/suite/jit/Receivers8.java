/** Calls of an interface with receivers of eight classes. */
public class Receivers8 {
    public static void main(String[] args) {
        Operations work = new Operations(8);
        BenchHarness.run("Receivers8", args, 120, 1924895140690703L, () -> work.run(250));
    }
}
