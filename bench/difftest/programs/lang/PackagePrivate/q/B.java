package q;

public class B extends p.A {
    String pkg() {
        return "B.pkg";
    }

    @Override
    public String pub() {
        return "B.pub/" + super.pub();
    }

    public String callOwnPkg() {
        return pkg();
    }
}
