import java.io.*;
import java.util.*;

/** ClassNotFoundException and NoClassDefFoundError: every way to ask, repeated resolution, failed initialization, absent array elements, catch types. */
public class NotFound {
    static class Hide extends ClassLoader {
        final Set<String> hidden;
        int asked;

        Hide(String... h) {
            super("hide", NotFound.class.getClassLoader());
            hidden = Set.of(h);
        }

        @Override
        protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
            if (hidden.contains(n)) {
                asked++;
                throw new ClassNotFoundException(n + " is hidden");
            }
            if (!n.startsWith("NotFoundU")) return super.loadClass(n, r);
            Class<?> c = findLoadedClass(n);
            if (c != null) return c;
            try (InputStream in = NotFound.class.getResourceAsStream(n + ".class")) {
                byte[] b = in.readAllBytes();
                return defineClass(n, b, 0, b.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(n, e);
            }
        }
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (java.lang.reflect.InvocationTargetException e) {
            show(what, e.getCause());
        } catch (Throwable e) {
            show(what + " direct", e);
        }
    }

    static void show(String what, Throwable e) {
        StringBuilder sb = new StringBuilder(what);
        for (int n = 0; e != null && n < 4; e = e.getCause(), n++) sb.append(n == 0 ? ": " : " <- ").append(e.toString().replaceAll("@[0-9a-f]+", "@"));
        System.out.println(sb);
    }

    public static void main(String[] args) throws Throwable {
        Hide h = new Hide("NotFoundD");
        Class<?> u = h.loadClass("NotFoundU");
        for (String m : new String[]{"make", "make", "stat", "field", "array", "array2", "cast", "castNull", "inst", "instNull", "literal", "lambda", "lambda", "sub", "multi"}) {
            t(m, () -> {
                var me = u.getDeclaredMethod(m);
                me.setAccessible(true);
                return me.invoke(null);
            });
        }
        for (String[] cm : new String[][]{{"NotFoundUCatch", "catches"}, {"NotFoundUCatch2", "catchesNot"}, {"NotFoundUTake", "param"}}) {
            t(cm[1], () -> {
                var me = h.loadClass(cm[0]).getDeclaredMethod(cm[1]);
                me.setAccessible(true);
                return me.invoke(null);
            });
        }
        System.out.println("asked " + (h.asked > 3));
        t("declared methods", () -> new Hide("NotFoundD").loadClass("NotFoundUSig").getDeclaredMethods().length);
        t("declared fields", () -> new Hide("NotFoundD").loadClass("NotFoundUSig").getDeclaredFields().length);
        t("declared ctors", () -> new Hide("NotFoundD").loadClass("NotFoundUSig").getDeclaredConstructors().length);
        t("super missing", () -> new Hide("NotFoundD").loadClass("NotFoundUSub"));
        t("interface missing", () -> new Hide("NotFoundI").loadClass("NotFoundUImp"));
        t("forName", () -> Class.forName("does.not.Exist"));
        t("case", () -> Class.forName("notfound"));
        t("loadClass", () -> NotFound.class.getClassLoader().loadClass("does.not.Exist"));
        t("super of default package", () -> Class.forName("NotFound.Inner"));
        t("inner ok", () -> Class.forName("NotFound$Hide").getSimpleName());
        t("bad init", () -> NotFoundUBad.v);
        t("bad init 2", () -> NotFoundUBad.v);
        t("bad init array ok", () -> new NotFoundUBad[2].length);
        t("bad init new", () -> new NotFoundUBad());
        t("bad init sub", () -> new NotFoundUBad() {});
        t("error init", () -> NotFoundUErr.v);
        t("error init 2", () -> NotFoundUErr.v);
        System.out.println("done NotFound");
    }
}

class NotFoundD extends RuntimeException {
    static int sf = 3;
    int f;

    static int st() {
        return 1;
    }
}

interface NotFoundI {}

class NotFoundU {
    static Object make() {
        return new NotFoundD();
    }

    static Object stat() {
        return NotFoundD.st();
    }

    static Object field() {
        return NotFoundD.sf;
    }

    static Object array() {
        return new NotFoundD[1];
    }

    static Object array2() {
        return new NotFoundD[1][2];
    }

    static Object o() {
        return "s";
    }

    static Object cast() {
        return (NotFoundD) o();
    }

    static Object castNull() {
        Object n = null;
        return (NotFoundD) n;
    }

    static Object inst() {
        return o() instanceof NotFoundD;
    }

    static Object instNull() {
        Object n = null;
        return n instanceof NotFoundD;
    }

    static Object literal() {
        return NotFoundD.class;
    }

    static Object lambda() {
        java.util.function.Supplier<Object> s = NotFoundD::new;
        return s.get();
    }

    static Object sub() {
        return new NotFoundUSub();
    }

    static Object multi() {
        return new int[2][3][4].length;
    }
}

class NotFoundUSig {
    NotFoundD f;

    NotFoundUSig(NotFoundD d) {}

    NotFoundD m(int x) {
        return null;
    }
}

class NotFoundUSub extends NotFoundD {}

class NotFoundUImp implements NotFoundI {}

class NotFoundUBad {
    static int v;

    static {
        v = new int[0].length == 0 ? Integer.parseInt("bad init") : 0;
    }
}

class NotFoundUErr {
    static int v = fail();

    static int fail() {
        throw new InternalError("an error", new RuntimeException("its cause"));
    }
}

class NotFoundUCatch {
    static Object catches() {
        try {
            throw new IllegalStateException("thrown");
        } catch (IllegalStateException e) {
            return "caught before";
        }
    }
}

class NotFoundUCatch2 {
    static Object catchesNot() {
        try {
            return Integer.parseInt("x");
        } catch (NotFoundD e) {
            return "caught";
        }
    }
}

class NotFoundUTake {
    static void take(NotFoundD d) {}

    static Object param() {
        take(null);
        return "ok";
    }
}
