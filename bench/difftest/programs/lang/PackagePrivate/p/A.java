package p;

public class A {
    protected int protField = 1;

    String pkg() {
        return "A.pkg";
    }

    public String pub() {
        return "A.pub";
    }

    protected String prot() {
        return "A.prot";
    }

    public final String callPkg() {
        return pkg();
    }

    static String hidden() {
        return "A.hidden";
    }
}
