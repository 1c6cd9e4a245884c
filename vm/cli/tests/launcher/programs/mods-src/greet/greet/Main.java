package greet;

public class Main {
    public static void main(String[] args) {
        System.out.println("greetings from " + Main.class.getModule() + " " + String.join(",", args));
    }
}
