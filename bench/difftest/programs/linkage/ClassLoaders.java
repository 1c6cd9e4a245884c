import java.io.*;
import java.util.*;

/** Custom loaders: delegation, namespaces, same name in two loaders, duplicates, initiating loaders, package sealing of java.*, resolution through the defining loader. */
public class ClassLoaders {
    static byte[] bytes(String n) throws IOException {
        try (InputStream in = ClassLoaders.class.getResourceAsStream(n + ".class")) {
            return in.readAllBytes();
        }
    }

    static class Child extends ClassLoader {
        final Set<String> own;
        final StringBuilder log = new StringBuilder();

        Child(String name, ClassLoader parent, String... own) {
            super(name, parent);
            this.own = Set.of(own);
        }

        @Override
        protected Class<?> loadClass(String n, boolean resolve) throws ClassNotFoundException {
            log.append(n).append(resolve ? "! " : " ");
            if (!own.contains(n)) return super.loadClass(n, resolve);
            synchronized (getClassLoadingLock(n)) {
                Class<?> c = findLoadedClass(n);
                if (c == null) {
                    try {
                        byte[] b = bytes(n);
                        c = defineClass(n, b, 0, b.length);
                    } catch (IOException e) {
                        throw new ClassNotFoundException(n, e);
                    }
                }
                return c;
            }
        }

        @Override
        protected Class<?> findClass(String n) throws ClassNotFoundException {
            log.append("find:").append(n).append(' ');
            return super.findClass(n);
        }

        Class<?> again(String n) throws IOException {
            byte[] b = bytes(n);
            return defineClass(n, b, 0, b.length);
        }

        Class<?> def(String n, byte[] b, int off, int len) {
            return defineClass(n, b, off, len);
        }

        Class<?> loaded(String n) {
            return findLoadedClass(n);
        }

        Package pkg(String n) {
            return definePackage(n, "spec", "1", "me", null, null, null, null);
        }
    }

    interface Act {
        Object run() throws Throwable;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("@[0-9a-f]+", "@") + (e.getCause() == null ? "" : " <- " + e.getCause()));
        }
    }

    public static void main(String[] args) throws Throwable {
        ClassLoader app = ClassLoaders.class.getClassLoader();
        Child a = new Child("A", app, "ClassLoaders$X", "ClassLoaders$Y"), b = new Child("B", app, "ClassLoaders$X"), none = new Child(null, app);
        Class<?> xa = a.loadClass("ClassLoaders$X"), xb = b.loadClass("ClassLoaders$X"), x = Class.forName("ClassLoaders$X");
        System.out.println((xa == xb) + " " + (xa == x) + " " + xa.getName().equals(xb.getName()) + " " + (xa.getClassLoader() == a));
        Runnable ra = (Runnable) xa.getDeclaredConstructor().newInstance(), rb = (Runnable) xb.getDeclaredConstructor().newInstance();
        ra.run();
        ra.run();
        rb.run();
        new X().run();
        System.out.println("A log " + new TreeSet<>(Arrays.asList(a.log.toString().split(" "))));
        System.out.println("B log " + new TreeSet<>(Arrays.asList(b.log.toString().split(" "))));
        t("cast across", () -> (X) (Object) ra);
        t("cast across 2", () -> xb.cast(ra));
        t("cast arr", () -> (X[]) java.lang.reflect.Array.newInstance(xa, 1));
        t("duplicate", () -> a.again("ClassLoaders$X"));
        t("duplicate unnamed", () -> {
            none.again("ClassLoaders$X");
            return none.again("ClassLoaders$X");
        });
        t("wrong name", () -> a.def("Other", bytes("ClassLoaders$X"), 0, bytes("ClassLoaders$X").length));
        t("null name", () -> new Child("N", app).def(null, bytes("ClassLoaders$Y"), 0, bytes("ClassLoaders$Y").length).getName());
        t("slash name", () -> new Child("N", app).def("a/b", new byte[10], 0, 10));
        t("java.* name", () -> new Child("N", app).def("java.lang.Evil", bytes("ClassLoaders$Y"), 0, bytes("ClassLoaders$Y").length));
        t("bad range", () -> new Child("N", app).def("ClassLoaders$Y", new byte[10], 5, 10));
        t("bad range neg", () -> new Child("N", app).def("ClassLoaders$Y", new byte[10], -1, 5));
        t("offset", () -> {
            byte[] y = bytes("ClassLoaders$Y"), big = new byte[y.length + 20];
            System.arraycopy(y, 0, big, 7, y.length);
            return new Child("N", app).def("ClassLoaders$Y", big, 7, y.length).getName();
        });
        t("not found", () -> a.loadClass("no.such.Cls"));
        t("forName in loader", () -> Class.forName("ClassLoaders$X", true, a) == xa);
        t("forName arr in loader", () -> Class.forName("[[LClassLoaders$X;", false, b).getComponentType().getComponentType() == xb);
        t("forName boot", () -> Class.forName("ClassLoaders$X", true, null));
        t("forName boot ok", () -> Class.forName("java.util.List", true, null));
        t("findLoaded", () -> a.loaded("ClassLoaders$X") + " " + a.loaded("java.lang.String") + " " + a.loaded("ClassLoaders$Z") + " " + none.loaded("ClassLoaders$Y"));
        t("initiating", () -> {
            Class.forName("ClassLoaders$Z", false, none);
            return none.loaded("ClassLoaders$Z");
        });
        t("names", () -> a.getName() + " " + none.getName() + " " + app.getName() + " " + app.getParent().getName() + " " + app.getParent().getParent() + " " + app.getClass().getName());
        t("system", () -> (ClassLoader.getSystemClassLoader() == app) + " " + (Thread.currentThread().getContextClassLoader() == app) + " " + (ClassLoader.getPlatformClassLoader() == app.getParent()));
        t("packages", () -> a.pkg("my.pkg") + " " + a.pkg("my.other").isSealed() + " " + a.getDefinedPackage("my.pkg").getSpecificationTitle());
        t("package dup", () -> a.pkg("my.pkg"));
        t("unnamed module", () -> (a.getUnnamedModule() == xa.getModule()) + " " + xa.getModule().isNamed() + " " + (xa.getModule() == xb.getModule()));
        t("resource", () -> (a.getResource("ClassLoaders$X.class") != null) + " " + a.getResource("nope") + " " + a.getResources("nope").hasMoreElements() + " " + (ClassLoader.getSystemResource("ClassLoaders$X.class") != null));
        t("null parent", () -> new ClassLoader(null) {}.loadClass("ClassLoaders$X"));
        t("null parent jdk", () -> new ClassLoader(null) {}.loadClass("java.util.Map"));
        t("platform class", () -> Class.forName("java.sql.Driver").getClassLoader() == ClassLoader.getPlatformClassLoader());
        t("assert status", () -> {
            a.setDefaultAssertionStatus(true);
            return xa.desiredAssertionStatus();
        });
        t("empty name", () -> new ClassLoader("", app) {});
        t("context", () -> {
            Thread.currentThread().setContextClassLoader(b);
            Thread[] th = {null};
            String[] s = {null};
            th[0] = new Thread(() -> s[0] = Thread.currentThread().getContextClassLoader().getName());
            th[0].start();
            th[0].join();
            return s[0];
        });
        t("returns wrong class", () -> {
            ClassLoader liar = new ClassLoader(app) {
                protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
                    return n.equals("Asked") ? String.class : super.loadClass(n, r);
                }
            };
            return liar.loadClass("Asked") + " " + Class.forName("Asked", false, liar);
        });
        t("returns null", () -> Class.forName("Asked", false, new ClassLoader(app) {
            protected Class<?> loadClass(String n, boolean r) {
                return null;
            }
        }));
        t("throws", () -> Class.forName("Asked", false, new ClassLoader(app) {
            protected Class<?> loadClass(String n, boolean r) {
                throw new IllegalStateException("from loader of " + n);
            }
        }));
        t("missing dependency", () -> {
            Child c = new Child("C", app, "ClassLoaders$X") {
                protected Class<?> loadClass(String n, boolean r) throws ClassNotFoundException {
                    if (n.equals("ClassLoaders$Y")) throw new ClassNotFoundException("hidden " + n);
                    return super.loadClass(n, r);
                }
            };
            ((Runnable) c.loadClass("ClassLoaders$X").getDeclaredConstructor().newInstance()).run();
            return "ran";
        });
        System.out.println("done ClassLoaders");
    }

    public static class X implements Runnable {
        public static int count;

        public X() {}

        public void run() {
            count++;
            System.out.println("X.count=" + count + " Y.id=" + Y.next() + " same loader " + (Y.class.getClassLoader() == X.class.getClassLoader()));
        }
    }

    public static class Y {
        public static int id = 100;

        public static int next() {
            return ++id;
        }
    }

    public static class Z {}
}
