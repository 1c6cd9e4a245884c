/** The smallest program: what is left is starting and ending the VM. */
public class HelloWorld {
    public static void main(String[] args) {
        System.out.println("HelloWorld");
    }
}
