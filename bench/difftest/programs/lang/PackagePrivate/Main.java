import p.A;
import p.C;
import p.Caller;
import q.B;
import q.Ext;

/** Overriding over package borders: package-private methods, a later public one, protected members, static hiding, same names in two packages. */
public class Main {
    public static void main(String[] args) throws Exception {
        A[] as = {new A(), new B(), new C(), new Ext()};
        for (A a : as) {
            System.out.println(a.getClass().getName() + " pkg=" + Caller.pkg(a) + " pub=" + a.pub() + " viaPkg=" + a.callPkg() + " prot=" + Caller.prot(a));
        }
        System.out.println(new B().callOwnPkg() + " " + Caller.pkgOfC(new C()) + " " + new Ext().useProtected(new Ext()) + " " + new Ext().superPkg());
        for (A a : as) {
            StringBuilder sb = new StringBuilder(a.getClass().getSimpleName());
            for (Class<?> c = a.getClass(); c != Object.class; c = c.getSuperclass()) {
                try {
                    var m = c.getDeclaredMethod("pkg");
                    m.setAccessible(true);
                    sb.append(' ').append(c.getSimpleName()).append("->").append(m.invoke(a));
                } catch (NoSuchMethodException e) {
                    sb.append(" -");
                }
            }
            System.out.println(sb);
        }
        System.out.println(q.Stat.run());
        try {
            A.class.getDeclaredMethod("pkg").invoke(new A());
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        try {
            A.class.getDeclaredMethod("prot").invoke(new A());
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("done PackagePrivate");
    }
}
