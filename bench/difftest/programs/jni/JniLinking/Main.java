/**
 * How native methods find their functions: mangled names, overloads, OnLoad, failures. Messages of
 * failures hold the path of the folder of the classes.
 */
public class Main {
    static native int plain();

    static native int under_score();

    static native int gr\u00fc\u00df();

    static native int dollar$sign();

    static native int overloaded(int i);

    static native int overloaded(long j);

    static native int overloaded(String s, int[][] a);

    static native int overloaded(Nested n);

    static class Nested {
        static native int inNested();

        native int instance();

        static class Deeper_1 {
            static native int inDeeper();
        }
    }

    static native int missing(int a, String b);

    static synchronized native boolean locked();

    synchronized native boolean lockedInstance();

    static native int onLoadCount();

    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) {
        attempt("before loading", Main::plain);
        attempt("load missing", () -> {
            System.loadLibrary("nonsense");
            return null;
        });
        attempt("load with a slash", () -> {
            System.loadLibrary("a/b");
            return null;
        });
        attempt("load relative", () -> {
            System.load("liblinking.so");
            return null;
        });
        attempt("load refused", () -> {
            System.loadLibrary("refused");
            return null;
        });
        System.loadLibrary("linking");
        System.loadLibrary("linking");
        System.out.println(System.mapLibraryName("linking"));
        attempt("OnLoad", Main::onLoadCount);
        attempt("plain", Main::plain);
        attempt("under_score", Main::under_score);
        attempt("umlauts", Main::gr\u00fc\u00df);
        attempt("dollar", Main::dollar$sign);
        attempt("int", () -> overloaded(1));
        attempt("long", () -> overloaded(1L));
        attempt("objects", () -> overloaded("", null));
        attempt("nested", () -> overloaded((Nested) null));
        attempt("in nested", Nested::inNested);
        attempt("instance", () -> new Nested().instance());
        attempt("in deeper", Nested.Deeper_1::inDeeper);
        attempt("missing", () -> missing(1, ""));
        attempt("missing again", () -> missing(1, ""));
        attempt("locked", () -> locked());
        attempt("locked instance", () -> new Main().lockedInstance());
        System.out.println(Thread.holdsLock(Main.class));
        System.out.println("done JniLinking");
    }
}
