package p;

public class Caller {
    public static String pkg(A a) {
        return a.pkg();
    }

    public static String pkgOfC(C c) {
        return c.pkg() + "," + c.callOwnPkg();
    }

    public static String prot(A a) {
        return a.prot() + a.protField;
    }
}
