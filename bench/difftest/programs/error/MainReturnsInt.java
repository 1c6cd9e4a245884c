// difftest: compare=stdout,exit,stderr
/** A main class whose main does not return void. */
public class MainReturnsInt {
    public static int main(String[] args) {
        return 5;
    }
}
