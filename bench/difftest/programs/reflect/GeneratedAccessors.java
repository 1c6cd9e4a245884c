// difftest: flags=-Dsun.reflect.noInflation=true
import java.lang.reflect.*;

/** Reflection through generated accessors from the first call: the accessors' constructors get accessors themselves. */
public class GeneratedAccessors {
    static class Inner {
        private final int n;

        private Inner(int n) {
            this.n = n;
        }

        private String hidden(String s) {
            return s + n;
        }

        private static long add(long a, double b) {
            return a + (long) b;
        }
    }

    interface Face {
        private String hidden() {
            return "face";
        }
    }

    private static String fails() {
        throw new IllegalStateException("expected");
    }

    public static void main(String[] args) throws Exception {
        Constructor<Inner> c = Inner.class.getDeclaredConstructor(int.class);
        Inner inner = c.newInstance(3);
        for (int i = 0; i < 3; i++) inner = c.newInstance(i);
        Method m = Inner.class.getDeclaredMethod("hidden", String.class);
        System.out.println(m.invoke(inner, "h") + " " + m.invoke(inner, "i"));
        System.out.println(Inner.class.getDeclaredMethod("add", long.class, double.class).invoke(null, 40L, 2.5));
        System.out.println(Face.class.getDeclaredMethod("hidden").invoke(new Face() {}));
        try {
            GeneratedAccessors.class.getDeclaredMethod("fails").invoke(null);
        } catch (InvocationTargetException e) {
            System.out.println(e.getCause());
        }
        try {
            m.invoke(inner, 1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage().replaceAll("@.*", "@"));
        }
        try {
            m.invoke(null, "x");
        } catch (NullPointerException e) {
            System.out.println("null receiver");
        }
        System.out.println("done GeneratedAccessors");
    }
}
