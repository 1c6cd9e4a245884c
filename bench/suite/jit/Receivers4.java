/** Calls of an interface with receivers of four classes. */
public class Receivers4 {
    public static void main(String[] args) {
        Operations work = new Operations(4);
        BenchHarness.run("Receivers4", args, 120, -13686092530468L, () -> work.run(300));
    }
}
