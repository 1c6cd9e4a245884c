class Types {
    interface I {} interface J extends I {} static class A implements I {} static class B extends A implements J {} static final class C {}
    static int instances() {
        Object[] all = {new A(), new B(), new C(), null, new A[1], new B[1][1], new int[1]};
        int n = 0;
        for (Object o : all) {
            n = n * 2 + (o instanceof A ? 1 : 0); n = n * 2 + (o instanceof B ? 1 : 0); n = n * 2 + (o instanceof I ? 1 : 0); n = n * 2 + (o instanceof J ? 1 : 0);
        }
        return n;
    }
    static int pick(Object o) { return o instanceof J ? 1 : o instanceof I ? 2 : o == null ? 3 : 4; }
    static int picks() { return pick(new A()) * 1000 + pick(new B()) * 100 + pick(null) * 10 + pick(new C()); }
    static int merges(boolean x) { I i = x ? new A() : new B(); Object o = i; if (x) o = new C(); return (o instanceof C ? 10 : 0) + (i instanceof J ? 1 : 0); }
    static int merged() { return merges(true) * 100 + merges(false); }
    static int nullCasts() { Object o = null; A a = (A) o; C c = (C) o; return a == null && c == null ? 1 : 0; }
}
