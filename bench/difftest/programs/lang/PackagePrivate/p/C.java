package p;

/** Extends a class of another package that extends A: overrides A.pkg, but not B.pkg. */
public class C extends q.B {
    @Override
    public String pkg() {
        return "C.pkg";
    }

    @Override
    protected String prot() {
        return "C.prot/" + super.prot();
    }
}
