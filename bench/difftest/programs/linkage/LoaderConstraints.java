import java.io.*;
import java.util.*;

/** Loader constraints: two loaders that disagree about a class in a signature, at method resolution, field resolution and in tables. */
public class LoaderConstraints {
    static byte[] bytes(String n) throws IOException {
        try (InputStream in = LoaderConstraints.class.getResourceAsStream(n + ".class")) {
            return in.readAllBytes();
        }
    }

    static class L extends ClassLoader {
        final Set<String> own;

        L(String name, ClassLoader p, String... own) {
            super(name, p);
            this.own = Set.of(own);
        }

        @Override
        protected Class<?> loadClass(String n, boolean resolve) throws ClassNotFoundException {
            if (!own.contains(n)) return super.loadClass(n, resolve);
            Class<?> c = findLoadedClass(n);
            if (c != null) return c;
            try {
                byte[] b = bytes(n);
                return defineClass(n, b, 0, b.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(n, e);
            }
        }
    }

    static void call(L l, String user, String m) {
        for (int i = 0; i < 2; i++) {
            try {
                var me = l.loadClass(user).getDeclaredMethod(m);
                me.setAccessible(true);
                System.out.println(l.getName() + "." + user + "." + m + ": " + me.invoke(null));
            } catch (Throwable t) {
                Throwable e = t instanceof java.lang.reflect.InvocationTargetException ? t.getCause() : t;
                System.out.println(l.getName() + "." + user + "." + m + ": " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@"));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ClassLoader app = LoaderConstraints.class.getClassLoader();
        for (String m : new String[]{"virt", "stat", "field", "sfield", "iface", "sub"}) {
            call(new L("same", app, "LoaderConstraints$User"), "LoaderConstraints$User", m);
            L l = new L("other", app, "LoaderConstraints$User", "LoaderConstraints$Tok", "LoaderConstraints$Sub");
            l.loadClass("LoaderConstraints$Tok");
            call(l, "LoaderConstraints$User", m);
        }
        L all = new L("all", app, "LoaderConstraints$User", "LoaderConstraints$Tok", "LoaderConstraints$Sub", "LoaderConstraints$Svc", "LoaderConstraints$Ifc", "LoaderConstraints$Impl");
        for (String m : new String[]{"virt", "stat", "field", "sfield", "iface", "sub"}) call(all, "LoaderConstraints$User", m);
        L impl = new L("impl", app, "LoaderConstraints$User", "LoaderConstraints$Tok", "LoaderConstraints$Impl");
        impl.loadClass("LoaderConstraints$Tok");
        call(impl, "LoaderConstraints$User", "iface");
        System.out.println("done LoaderConstraints");
    }

    public static class Tok {
        public int v = 7;
    }

    public static class Svc {
        public Tok f = new Tok();
        public static Tok sf = new Tok();

        public Tok get(int x) {
            return new Tok();
        }

        public static int take(Tok t) {
            return t == null ? -1 : t.v;
        }
    }

    public static interface Ifc {
        Tok make();
    }

    public static class Impl implements Ifc {
        public Tok make() {
            return new Tok();
        }
    }

    public static class Sub extends Svc {
        @Override
        public Tok get(int x) {
            return null;
        }
    }

    public static class User {
        static Object virt() {
            return new Svc().get(1) != null;
        }

        static Object stat() {
            return Svc.take(null);
        }

        static Object field() {
            return new Svc().f != null;
        }

        static Object sfield() {
            return Svc.sf != null;
        }

        static Object iface() {
            Ifc i = new Impl();
            return i.make() != null;
        }

        static Object sub() {
            return new Sub().get(1) == null;
        }
    }
}
