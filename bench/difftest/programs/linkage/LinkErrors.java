// difftest: library
import java.io.*;
import java.lang.reflect.InvocationTargetException;
import java.util.*;

/** Linkage errors between classes that do not fit each other: the provider is changed in its bytes, then the user runs. */
public class LinkErrors {
    static byte[] orig(String n) throws IOException {
        return new ClassEdit(n).b;
    }

    interface Change {
        ClassEdit of(ClassEdit e);
    }

    /** Loads the service with a change and the user unchanged, and calls one method of the user twice. */
    static void with(String what, String changed, Change c, String method) throws Exception {
        Map<String, byte[]> m = new HashMap<>();
        for (String n : new String[]{"LinkErrorsSvc", "LinkErrorsUser", "LinkErrorsIfc", "LinkErrorsImpl", "LinkErrorsBase"}) m.put(n, orig(n));
        m.put(changed, c.of(new ClassEdit(changed)).b);
        BytesLoader d = new BytesLoader();
        d.classes.putAll(m);
        for (int i = 0; i < 2; i++) {
            try {
                java.lang.reflect.Method m2 = d.loadClass("LinkErrorsUser").getDeclaredMethod(method);
                m2.setAccessible(true);
                System.out.println(what + " -> " + m2.invoke(null));
            } catch (InvocationTargetException e) {
                report(what, e.getCause());
            } catch (Throwable e) {
                report(what + " (direct)", e);
            }
        }
    }

    static void report(String what, Throwable t) {
        System.out.println(what + " -> " + t.getClass().getName() + ": " + String.valueOf(t.getMessage()).replaceAll("@[0-9a-f]+", "@") + (t.getCause() == null ? "" : " <- " + t.getCause()));
    }

    public static void main(String[] args) throws Exception {
        String svc = "LinkErrorsSvc", ifc = "LinkErrorsIfc", impl = "LinkErrorsImpl", base = "LinkErrorsBase";
        int pub = 1, priv = 2, prot = 4, stat = 8, fin = 16, iface = 0x200, abs = 0x400;
        for (String m : new String[]{"callStatic", "callVirtual", "getField", "getStaticField", "callIfc", "construct", "callProt"}) with("unchanged " + m, svc, e -> e, m);
        with("static method gone", svc, e -> e.rename("st", "st2"), "callStatic");
        with("virtual method gone", svc, e -> e.rename("vi", "vi2"), "callVirtual");
        with("field gone", svc, e -> e.rename("fi", "fi2"), "getField");
        with("field gone, put", svc, e -> e.rename("fi", "fi2"), "putField");
        with("static field gone", svc, e -> e.rename("sf", "sf2"), "getStaticField");
        with("field type changed", svc, e -> e.rename("Ljava/util/List;", "Ljava/util/Map;"), "getList");
        with("static became instance", svc, e -> e.flags("st", stat, 0), "callStatic");
        with("instance became static", svc, e -> e.flags("vi", 0, stat), "callVirtual");
        with("field became static", svc, e -> e.flags("fi", 0, stat), "getField");
        with("field became static, put", svc, e -> e.flags("fi", 0, stat), "putField");
        with("static field became instance", svc, e -> e.flags("sf", stat, 0), "getStaticField");
        with("method became private", svc, e -> e.flags("vi", pub | prot, priv), "callVirtual");
        with("static became private", svc, e -> e.flags("st", pub | prot, priv), "callStatic");
        with("field became private", svc, e -> e.flags("fi", pub, priv), "getField");
        with("constructor became private", svc, e -> e.flags("<init>", pub, priv), "construct");
        with("class became abstract", svc, e -> e.flags(null, 0, abs), "construct");
        with("class became interface", svc, e -> e.flags(null, 0x20, iface | abs), "callVirtual");
        with("interface became class", ifc, e -> e.flags(null, iface, 0x20), "callIfc");
        with("implementation gone", impl, e -> e.rename("im", "im2"), "callIfc");
        with("implementation became private", impl, e -> e.flags("im", pub, priv), "callIfc");
        with("implementation became static", impl, e -> e.flags("im", 0, stat), "callIfc");
        with("implementation became package", impl, e -> e.flags("im", pub, 0), "callIfc");
        with("interface method gone", ifc, e -> e.rename("im", "im2"), "callIfc");
        with("default became abstract", ifc, e -> e, "callDef");
        with("not implemented any more", impl, e -> e.rename("LinkErrorsIfc", "java/lang/Runnable"), "callIfc");
        with("base became final", base, e -> e.flags(null, 0, fin), "callProt");
        with("base method became final", base, e -> e.flags("over", 0, fin), "callProt");
        with("base became interface", base, e -> e.flags(null, 0x20, iface | abs), "callProt");
        with("abstract method new in base", base, e -> e.rename("over", "over2"), "callProt");
        with("final field put", svc, e -> e.flags("fi", 0, fin), "putField");
        with("final static put", svc, e -> e.flags("sf", 0, fin), "putStatic");
        with("class gone: wrong name", svc, e -> e.rename("LinkErrorsSvc", "LinkErrorsZzz"), "callStatic");
        with("super gone", svc, e -> e.rename("java/lang/Object", "java/lang/Zbject"), "callStatic");
        with("super final", svc, e -> e.rename("java/lang/Object", "java/lang/String"), "callStatic");
        with("super interface", svc, e -> e.rename("java/lang/Object", "java/lang/Runnable"), "callStatic");
        with("super self", svc, e -> e.rename("java/lang/Object", "LinkErrorsSvc"), "callStatic");
        with("version", svc, e -> e.version(99, 0), "callStatic");
        with("preview", svc, e -> e.version(61, 65535), "callStatic");
        with("minor", svc, e -> e.version(60, 7), "callStatic");
        System.out.println("done LinkErrors");
    }
}

class LinkErrorsSvc {
    public int fi = 3;
    public static int sf = 4;
    public java.util.List<?> list;

    public LinkErrorsSvc() {}

    public static int st() {
        return 1;
    }

    public int vi() {
        return 2;
    }
}

interface LinkErrorsIfc {
    int im();

    default int def() {
        return 5;
    }
}

class LinkErrorsBase {
    protected int over() {
        return 10;
    }

    protected int prot() {
        return over() + 1;
    }
}

class LinkErrorsImpl extends LinkErrorsBase implements LinkErrorsIfc {
    public int im() {
        return 6;
    }

    protected int over() {
        return 20;
    }

    int callProt() {
        return prot() + super.over();
    }
}

class LinkErrorsUser {
    static Object callStatic() {
        return LinkErrorsSvc.st();
    }

    static Object callVirtual() {
        return new LinkErrorsSvc().vi();
    }

    static Object getField() {
        return new LinkErrorsSvc().fi;
    }

    static Object putField() {
        LinkErrorsSvc s = new LinkErrorsSvc();
        s.fi = 9;
        return "put";
    }

    static Object getList() {
        return new LinkErrorsSvc().list;
    }

    static Object getStaticField() {
        return LinkErrorsSvc.sf;
    }

    static Object putStatic() {
        LinkErrorsSvc.sf = 5;
        return "put";
    }

    static Object construct() {
        return new LinkErrorsSvc() != null;
    }

    static Object callIfc() {
        LinkErrorsIfc i = new LinkErrorsImpl();
        return i.im();
    }

    static Object callDef() {
        LinkErrorsIfc i = new LinkErrorsImpl();
        return i.def();
    }

    static Object callProt() {
        return new LinkErrorsImpl().callProt();
    }
}
