public class PrivateMain {
    private static void main(String[] args) { }
}
