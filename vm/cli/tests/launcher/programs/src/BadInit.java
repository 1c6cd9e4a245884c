public class BadInit {
    static int x = 1 / 0;
    public static void main(String[] args) { }
}
