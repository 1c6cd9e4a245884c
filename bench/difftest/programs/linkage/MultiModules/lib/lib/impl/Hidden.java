package lib.impl;

public class Hidden {
    public static String secret() {
        return "secret";
    }
}
