// difftest: compare=stdout,exit,stderr
/** A main class whose main is not static: the launcher's error text. */
public class NoMainMethod {
    public void main(String[] args) {
        System.out.println("not printed");
    }
}
