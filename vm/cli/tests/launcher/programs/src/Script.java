public class Script {
    public static void main(String[] args) {
        System.out.println("script " + String.join(" ", args));
        if (args.length > 2) {
            throw new IllegalStateException("too many");
        }
    }
}
