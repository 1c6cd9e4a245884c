package q;

public class Ext extends p.C {
    @Override
    public String pkg() {
        return "Ext.pkg";
    }

    public String useProtected(Ext other) {
        other.protField += 5;
        return other.protField + other.prot();
    }

    public String superPkg() {
        return super.pkg();
    }

    @Override
    protected String prot() {
        return "Ext.prot";
    }
}
