import java.lang.invoke.*;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.*;

import static java.lang.invoke.MethodType.methodType;

/** Lookup modes: privateLookupIn, in, dropLookupMode, previous lookup class, caller-sensitive methods, protected access, reveal. */
public class PrivateLookups {
    private static int secret() {
        return 42;
    }

    private int field = 7;

    static class Nest {
        private String hid = "hid";

        private String priv() {
            return "priv " + hid;
        }
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + String.valueOf(a.run()).replaceAll("/0x[0-9a-f]+", ""));
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@"));
        }
    }

    public static void main(String[] args) throws Throwable {
        Lookup l = MethodHandles.lookup();
        t("own private", () -> l.findStatic(PrivateLookups.class, "secret", methodType(int.class)).invoke());
        t("nest private", () -> l.findVirtual(Nest.class, "priv", methodType(String.class)).invoke(new Nest()));
        t("nest field", () -> l.findGetter(Nest.class, "hid", String.class).invoke(new Nest()));
        t("private lookup in other", () -> MethodHandles.privateLookupIn(PrivateLookupsOther.class, l).findStatic(PrivateLookupsOther.class, "deep", methodType(String.class)).invoke());
        t("without", () -> l.findStatic(PrivateLookupsOther.class, "deep", methodType(String.class)));
        t("in other", () -> l.in(PrivateLookupsOther.class).findStatic(PrivateLookupsOther.class, "deep", methodType(String.class)));
        t("private lookup in jdk", () -> MethodHandles.privateLookupIn(String.class, l));
        t("private lookup in primitive", () -> MethodHandles.privateLookupIn(int.class, l));
        t("private lookup in array", () -> MethodHandles.privateLookupIn(int[].class, l));
        t("from public", () -> MethodHandles.privateLookupIn(PrivateLookups.class, MethodHandles.publicLookup()));
        for (int m : new int[]{Lookup.PRIVATE, Lookup.PACKAGE, Lookup.MODULE, Lookup.PUBLIC, Lookup.PROTECTED, Lookup.UNCONDITIONAL, Lookup.ORIGINAL, 77}) t("drop " + m, () -> l.dropLookupMode(m) + " " + Integer.toHexString(l.dropLookupMode(m).lookupModes()));
        t("modes", () -> Integer.toHexString(l.lookupModes()) + " " + Integer.toHexString(l.in(Nest.class).lookupModes()) + " " + Integer.toHexString(l.in(PrivateLookupsOther.class).lookupModes()) + " " + Integer.toHexString(l.in(List.class).lookupModes()) + " " + l.in(List.class) + " " + l.in(List.class).previousLookupClass());
        t("package method after drop", () -> l.dropLookupMode(Lookup.PRIVATE).findStatic(PrivateLookupsOther.class, "pkg", methodType(String.class)).invoke());
        t("package method after more", () -> l.dropLookupMode(Lookup.PACKAGE).findStatic(PrivateLookupsOther.class, "pkg", methodType(String.class)));
        t("public lookup", () -> MethodHandles.publicLookup().findStatic(Math.class, "abs", methodType(int.class, int.class)).invoke(-5));
        t("public lookup non-public class", () -> MethodHandles.publicLookup().findStatic(PrivateLookupsOther.class, "pub", methodType(String.class)));
        t("protected clone", () -> l.findVirtual(PrivateLookups.class, "clone", methodType(Object.class)).type());
        t("protected of other", () -> l.findVirtual(Object.class, "clone", methodType(Object.class)).type());
        t("special super", () -> l.findSpecial(Object.class, "toString", methodType(String.class), PrivateLookups.class).invoke(new PrivateLookups()).toString().replaceAll("@.*", "@"));
        t("special wrong caller", () -> l.findSpecial(Object.class, "toString", methodType(String.class), PrivateLookupsOther.class));
        t("special not super", () -> l.findSpecial(ArrayList.class, "size", methodType(int.class), PrivateLookups.class));
        t("find class", () -> l.findClass("PrivateLookupsOther") + " " + l.findClass("[I") + " " + l.accessClass(Map.Entry.class));
        t("find class missing", () -> l.findClass("no.Such"));
        t("access class", () -> l.accessClass(Class.forName("java.util.ArrayList$Itr")));
        t("ensure init", () -> l.ensureInitialized(PrivateLookupsInit.class) + " " + PrivateLookupsInit.log);
        t("ensure init jdk", () -> l.ensureInitialized(Class.forName("java.util.ArrayList$Itr")));
        t("reveal", () -> {
            MethodHandleInfo i = l.revealDirect(l.findVirtual(Nest.class, "priv", methodType(String.class)));
            return i.getDeclaringClass().getSimpleName() + " " + i.getName() + " " + i.getMethodType() + " " + i.getReferenceKind() + " " + i.reflectAs(java.lang.reflect.Method.class, l).getName();
        });
        t("reveal field", () -> l.revealDirect(l.findGetter(PrivateLookups.class, "field", int.class)));
        t("reveal not direct", () -> l.revealDirect(MethodHandles.insertArguments(l.findStatic(Math.class, "abs", methodType(int.class, int.class)), 0, 1)));
        t("reveal no access", () -> MethodHandles.publicLookup().revealDirect(l.findStatic(PrivateLookups.class, "secret", methodType(int.class))));
        t("unreflect special", () -> l.unreflectSpecial(Object.class.getMethod("hashCode"), PrivateLookups.class).type());
        t("unreflect accessible", () -> {
            var m = PrivateLookupsOther.class.getDeclaredMethod("deep");
            m.setAccessible(true);
            return l.unreflect(m).invoke();
        });
        t("unreflect inaccessible", () -> l.unreflect(PrivateLookupsOther.class.getDeclaredMethod("deep")));
        t("unreflect var", () -> l.unreflectVarHandle(PrivateLookups.class.getDeclaredField("field")).get(new PrivateLookups()));
        t("caller sensitive", () -> ((Class<?>) l.findStatic(Class.class, "forName", methodType(Class.class, String.class)).invoke("PrivateLookups")).getSimpleName());
        t("caller sensitive public", () -> MethodHandles.publicLookup().findStatic(Class.class, "forName", methodType(Class.class, String.class)));
        t("lookup by handle", () -> ((Lookup) l.findStatic(MethodHandles.class, "lookup", methodType(Lookup.class)).invoke()).lookupClass());
        t("reflective lookup", () -> ((Lookup) MethodHandles.class.getMethod("lookup").invoke(null)).lookupClass());
        t("equals", () -> l.equals(MethodHandles.lookup()) + " " + l.toString() + " " + l.hasFullPrivilegeAccess());
        System.out.println("done PrivateLookups");
    }
}

class PrivateLookupsOther {
    private static String deep() {
        return "deep";
    }

    static String pkg() {
        return "pkg";
    }

    public static String pub() {
        return "pub";
    }
}

class PrivateLookupsInit {
    static String log = "initialized";
}
