import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/** Class files that break nests, sealing, records and default methods: host missing or disowning, subclass not permitted, conflicting defaults, private interface methods. */
public class NestSealErrors {
    /** A small class-file editor: constants, access flags of members and class, versions. */
    static class Edit {
        byte[] b;
        int cpEnd;
        int[] cp;

        Edit(String name) throws IOException {
            try (InputStream in = NestSealErrors.class.getResourceAsStream(name + ".class")) {
                b = in.readAllBytes();
            }
            index();
        }

        void index() {
            cp = new int[u2(8)];
            int p = 10;
            for (int i = 1; i < cp.length; i++) {
                cp[i] = p;
                switch (b[p]) {
                    case 1: p += 3 + u2(p + 1);
                        break;
                    case 5: case 6: p += 9;
                        i++;
                        break;
                    case 7: case 8: case 16: case 19: case 20: p += 3;
                        break;
                    case 15: p += 4;
                        break;
                    default: p += 5;
                }
            }
            cpEnd = p;
        }

        int u2(int p) {
            return (b[p] & 255) << 8 | b[p + 1] & 255;
        }

        int u4(int p) {
            return u2(p) << 16 | u2(p + 2);
        }

        void set2(int p, int v) {
            b[p] = (byte) (v >> 8);
            b[p + 1] = (byte) v;
        }

        String utf(int i) {
            return new String(b, cp[i] + 3, u2(cp[i] + 1), StandardCharsets.ISO_8859_1);
        }

        Edit rename(String from, String to) {
            for (int i = 1; i < cp.length; i++) {
                if (cp[i] != 0 && b[cp[i]] == 1 && utf(i).equals(from)) {
                    ByteArrayOutputStream o = new ByteArrayOutputStream();
                    o.write(b, 0, cp[i] + 1);
                    o.write(to.length() >> 8);
                    o.write(to.length());
                    o.write(to.getBytes(StandardCharsets.ISO_8859_1), 0, to.length());
                    int rest = cp[i] + 3 + from.length();
                    o.write(b, rest, b.length - rest);
                    b = o.toByteArray();
                    index();
                    return this;
                }
            }
            throw new IllegalStateException("no constant " + from);
        }

        /** Changes access flags of the class, or of the member with that name. */
        Edit flags(String member, int clear, int set) {
            if (member == null) {
                set2(cpEnd, u2(cpEnd) & ~clear | set);
                return this;
            }
            int p = cpEnd + 6;
            p += 2 + 2 * u2(p);
            for (int kind = 0; kind < 2; kind++) {
                int n = u2(p);
                p += 2;
                while (n-- > 0) {
                    if (utf(u2(p + 2)).equals(member)) set2(p, u2(p) & ~clear | set);
                    int attrs = u2(p + 6);
                    p += 8;
                    while (attrs-- > 0) p += 6 + u4(p + 2);
                }
            }
            return this;
        }

        Edit version(int major, int minor) {
            set2(6, major);
            set2(4, minor);
            return this;
        }
    }

    /** Defines the given classes itself, everything else comes from the parent. */
    static class Def extends ClassLoader {
        final Map<String, byte[]> classes = new HashMap<>();

        Def(Object... namesAndBytes) {
            super("def", NestSealErrors.class.getClassLoader());
            for (int i = 0; i < namesAndBytes.length; i += 2) classes.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }

        @Override
        protected Class<?> loadClass(String n, boolean resolve) throws ClassNotFoundException {
            byte[] b = classes.get(n);
            if (b == null) return super.loadClass(n, resolve);
            Class<?> c = findLoadedClass(n);
            return c != null ? c : defineClass(n, b, 0, b.length);
        }
    }

    interface Change {
        Edit of(Edit e);
    }

    static final String[] ALL = {"NestSealErrorsHost", "NestSealErrorsHost$In", "NestSealErrorsSealed", "NestSealErrorsYes", "NestSealErrorsA", "NestSealErrorsB", "NestSealErrorsAB", "NestSealErrorsRec", "NestSealErrorsUser"};

    static void with(String what, String changed, Change c, String method) throws Exception {
        Def d = new Def();
        for (String n : ALL) d.classes.put(n, new Edit(n).b);
        d.classes.put(changed, c.of(new Edit(changed)).b);
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
