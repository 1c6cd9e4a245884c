// difftest: args=one two  three
/** Assertions off by default; arguments of main; varargs of main. */
public class AssertOff {
    static int n;

    public static void main(String... args) {
        assert n++ < 0 : "not evaluated";
        System.out.println(n + " " + AssertOff.class.desiredAssertionStatus());
        System.out.println(args.length);
        for (String a : args) System.out.println("[" + a + "]");
        try {
            throw new AssertionError("by hand", new Error("c"));
        } catch (AssertionError e) {
            System.out.println(e + " " + e.getCause());
        }
        System.out.println(new AssertionError((Object) null).getMessage() + " " + new AssertionError(5L).getMessage() + " " + new AssertionError('c') + " " + new AssertionError(new Error("x")).getCause());
        System.out.println("done AssertOff");
    }
}
