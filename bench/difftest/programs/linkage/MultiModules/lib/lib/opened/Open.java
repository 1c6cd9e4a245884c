package lib.opened;

public class Open {
    private static String priv = "private value";

    public static String pub() {
        return "public value";
    }
}
