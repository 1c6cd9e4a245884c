// difftest: flags=-XX:-ShowCodeDetailsInExceptionMessages
/** The same exceptions without details: messages are null; a computed message is not given to subclasses or constructed ones. */
public class NpeHelpfulG {
    static class Mine extends NullPointerException {}

    int f;

    public static void main(String[] args) {
        NpeHelpfulG n = null;
        try {
            n.f = 1;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage() + " " + e);
        }
        try {
            args[0].length();
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            throw new Mine();
        } catch (NullPointerException e) {
            System.out.println(e.getMessage() + " " + e);
        }
        System.out.println("done NpeHelpfulG");
    }
}
