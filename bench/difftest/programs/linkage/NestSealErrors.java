// difftest: library

/** Class files that break nests, sealing, records and default methods: host missing or disowning, subclass not permitted, conflicting defaults, private interface methods. */
public class NestSealErrors {
    interface Change {
        ClassEdit of(ClassEdit e);
    }

    static final String[] ALL = {"NestSealErrorsHost", "NestSealErrorsHost$In", "NestSealErrorsSealed", "NestSealErrorsYes", "NestSealErrorsA", "NestSealErrorsB", "NestSealErrorsAB", "NestSealErrorsRec", "NestSealErrorsUser"};

    static void with(String what, String changed, Change c, String method) throws Exception {
        BytesLoader d = new BytesLoader();
        for (String n : ALL) d.classes.put(n, new ClassEdit(n).b);
        d.classes.put(changed, c.of(new ClassEdit(changed)).b);
        for (int i = 0; i < 2; i++) {
            try {
                var m = d.loadClass("NestSealErrorsUser").getDeclaredMethod(method);
                m.setAccessible(true);
                System.out.println(what + " -> " + m.invoke(null));
            } catch (Throwable t) {
                Throwable e = t instanceof java.lang.reflect.InvocationTargetException ? t.getCause() : t;
                System.out.println(what + " -> " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@") + (e.getCause() == null ? "" : " <- " + e.getCause()));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        String host = "NestSealErrorsHost", in = "NestSealErrorsHost$In", ab = "NestSealErrorsAB";
        for (String m : new String[]{"nest", "nestReflect", "sealed", "conflict", "record", "host"}) with("unchanged " + m, host, e -> e, m);
        with("host disowns", host, e -> e.rename("NestMembers", "XestMembers"), "nest");
        with("host disowns, reflect", host, e -> e.rename("NestMembers", "XestMembers"), "nestReflect");
        with("host disowns, host", host, e -> e.rename("NestMembers", "XestMembers"), "host");
        with("member disowns", in, e -> e.rename("NestHost", "XestHost"), "nest");
        with("member disowns, reflect", in, e -> e.rename("NestHost", "XestHost"), "nestReflect");
        with("sealed ok by version", "NestSealErrorsSealed", e -> e.rename("PermittedSubclasses", "XermittedSubclasses"), "sealed");
        with("not permitted", "NestSealErrorsSealed", e -> e.rename("NestSealErrorsYes", "NestSealErrorsOth"), "sealed");
        with("conflicting defaults", ab, e -> e.rename("both", "bath"), "conflict");
        with("one default abstract", "NestSealErrorsB", e -> e, "conflict");
        with("default renamed", "NestSealErrorsA", e -> e.rename("both", "bith"), "conflictSuper");
        with("conflict by interface call", ab, e -> e.rename("both", "bath"), "conflictIfc");
        with("record attribute gone", "NestSealErrorsRec", e -> e.rename("Record", "Xecord"), "record");
        with("record not final", "NestSealErrorsRec", e -> e.flags(null, 0x10, 0), "record");
        with("permits and final", "NestSealErrorsSealed", e -> e.flags(null, 0x600, 0x10 | 0x20), "sealed");
        System.out.println("done NestSealErrors");
    }
}

class NestSealErrorsHost {
    private int secret = 5;

    private static String st() {
        return "st";
    }

    static class In {
        private int mine = 6;

        static Object reach(NestSealErrorsHost h) {
            return h.secret + st();
        }
    }

    static Object down() {
        return new In().mine;
    }
}

sealed interface NestSealErrorsSealed permits NestSealErrorsYes {}

final class NestSealErrorsYes implements NestSealErrorsSealed {}

interface NestSealErrorsA {
    private String p() {
        return "A.p";
    }

    default String both() {
        return "A" + p();
    }
}

interface NestSealErrorsB {
    default String both() {
        return "B";
    }
}

class NestSealErrorsAB implements NestSealErrorsA, NestSealErrorsB {
    public String both() {
        return NestSealErrorsA.super.both() + NestSealErrorsB.super.both();
    }
}

record NestSealErrorsRec(int a, String b) {}

class NestSealErrorsUser {
    static Object nest() {
        return NestSealErrorsHost.In.reach(new NestSealErrorsHost()) + "" + NestSealErrorsHost.down();
    }

    static Object nestReflect() {
        return NestSealErrorsHost.class.isNestmateOf(NestSealErrorsHost.In.class) + " " + NestSealErrorsHost.class.getNestMembers().length + " " + NestSealErrorsHost.In.class.getNestHost().getSimpleName();
    }

    static Object host() {
        return NestSealErrorsHost.In.class.getNestHost().getName();
    }

    static Object sealed() {
        return new NestSealErrorsYes().getClass().getInterfaces()[0].isSealed();
    }

    static Object conflict() {
        return new NestSealErrorsAB().both();
    }

    static Object conflictSuper() {
        return new NestSealErrorsAB().both();
    }

    static Object conflictIfc() {
        NestSealErrorsB b = new NestSealErrorsAB();
        return b.both();
    }

    static Object record() {
        NestSealErrorsRec r = new NestSealErrorsRec(1, "x");
        return r + " " + r.getClass().isRecord() + " " + (r.getClass().getRecordComponents() == null ? -1 : r.getClass().getRecordComponents().length);
    }
}
