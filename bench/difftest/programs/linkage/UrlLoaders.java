import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;

/** URLClassLoader over jars and folders made on the spot: packages from manifests, sealing, Class-Path, multi-release jars, resources, parents, closing, broken jars. */
public class UrlLoaders {
    public static class Plug implements Comparable<Object> {
        static int loads;

        public Plug() {
            loads++;
        }

        public int compareTo(Object o) {
            return 42 + loads;
        }

        @Override
        public String toString() {
            Package p = getClass().getPackage();
            return getClass().getName() + " in '" + p.getName() + "' " + p.getImplementationTitle() + " " + p.getImplementationVersion() + " " + p.getSpecificationTitle() + " " + p.isSealed();
        }
    }

    static byte[] bytes(String name) throws IOException {
        try (InputStream in = UrlLoaders.class.getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }

    static Path jar(String file, String manifest, Object... entries) throws IOException {
        Path p = Path.of(file);
        Manifest m = new Manifest(new ByteArrayInputStream(("Manifest-Version: 1.0\n" + manifest + "\n").getBytes()));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(p), m)) {
            for (int i = 0; i < entries.length; i += 2) {
                JarEntry e = new JarEntry((String) entries[i]);
                e.setTime(1577836800000L);
                out.putNextEntry(e);
                out.write(entries[i + 1] instanceof byte[] b ? b : entries[i + 1].toString().getBytes());
                out.closeEntry();
            }
        }
        return p;
    }

    static void t(String what, Callable c) {
        try {
            System.out.println(what + ": " + c.call());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.getClass().getName() + ": " + String.valueOf(e.getMessage()).replaceAll("file:\\S*/", "F/").replaceAll("/\\S*/(\\w+\\.jar)", "F/$1") + (e.getCause() == null ? "" : " <- " + e.getCause().getClass().getName()));
        }
    }

    interface Callable {
        Object call() throws Exception;
    }

    static String read(URL u) throws IOException {
        if (u == null) return "none";
        try (InputStream in = u.openStream()) {
            return new String(in.readAllBytes());
        }
    }

    static URLClassLoader loader(ClassLoader parent, Path... ps) throws Exception {
        URL[] us = new URL[ps.length];
        for (int i = 0; i < us.length; i++) us[i] = ps[i].toUri().toURL();
        return new URLClassLoader("urls", us, parent);
    }

    public static void main(String[] args) throws Exception {
        byte[] plug = bytes("UrlLoaders$Plug");
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        Path one = jar("one.jar", "Implementation-Title: One\nImplementation-Version: 1.5\nSpecification-Title: Spec\n", "UrlLoaders$Plug.class", plug, "res/a.txt", "a in one", "res/only1.txt", "x");
        Path two = jar("two.jar", "Class-Path: lib/three.jar missing.jar\n", "res/a.txt", "a in two");
        Files.createDirectories(Path.of("lib"));
        jar("lib/three.jar", "Sealed: true\n", "res/a.txt", "a in three", "UrlLoaders$Plug.class", plug);
        Path mr = jar("mr.jar", "Multi-Release: true\n", "v.txt", "base", "META-INF/versions/9/v.txt", "nine", "META-INF/versions/17/v.txt", "seventeen", "META-INF/versions/99/v.txt", "ninety-nine");
        Path dir = Files.createDirectories(Path.of("dir/res"));
        Files.writeString(dir.resolve("a.txt"), "a in folder");
        Files.write(Path.of("dir/UrlLoaders$Plug.class"), Arrays.copyOf(plug, plug.length - 4));
        URLClassLoader l1 = loader(platform, one, two, Path.of("dir"));
        t("plug", () -> l1.loadClass("UrlLoaders$Plug").getConstructor().newInstance());
        t("compare", () -> ((Comparable<Object>) l1.loadClass("UrlLoaders$Plug").getConstructor().newInstance()).compareTo(null));
        t("other class", () -> l1.loadClass("UrlLoaders$Plug") == Plug.class);
        t("resource", () -> read(l1.getResource("res/a.txt")));
        t("resources", () -> {
            StringBuilder sb = new StringBuilder();
            for (URL u : Collections.list(l1.getResources("res/a.txt"))) sb.append(u.getProtocol()).append(' ').append(read(u)).append("; ");
            return sb;
        });
        t("find", () -> (l1.findResource("res/none.txt") == null) + " " + l1.getURLs().length + " " + l1.getName() + " " + l1.getDefinedPackages().length);
        t("absent", () -> l1.loadClass("no.Such"));
        t("platform class", () -> l1.loadClass("java.sql.Date").getClassLoader() == platform);
        URLClassLoader l2 = loader(platform, two);
        t("by Class-Path", () -> l2.loadClass("UrlLoaders$Plug").getConstructor().newInstance());
        URLClassLoader l3 = loader(platform, Path.of("dir"));
        t("truncated class", () -> l3.loadClass("UrlLoaders$Plug"));
        t("truncated class again", () -> l3.loadClass("UrlLoaders$Plug"));
        URLClassLoader l4 = loader(UrlLoaders.class.getClassLoader(), one);
        t("parent first", () -> l4.loadClass("UrlLoaders$Plug") == Plug.class);
        t("parent resource", () -> read(l4.getResource("res/only1.txt")) + " " + (l4.getResource("UrlLoaders.class") != null));
        t("multi-release", () -> read(loader(null, mr).getResource("v.txt")));
        t("multi-release file", () -> {
            try (JarFile f = new JarFile(mr.toFile(), true, ZipFile.OPEN_READ, Runtime.version()); JarFile b = new JarFile(mr.toFile())) {
                return new String(f.getInputStream(f.getEntry("v.txt")).readAllBytes()) + " " + new String(b.getInputStream(b.getEntry("v.txt")).readAllBytes()) + " " + f.isMultiRelease() + " " + f.versionedStream().count() + " " + f.getJarEntry("v.txt").getRealName();
            }
        });
        l1.close();
        t("closed, loaded", () -> l1.loadClass("UrlLoaders$Plug").getSimpleName());
        t("closed, resource", () -> l1.getResource("res/a.txt"));
        t("closed, new class", () -> l1.loadClass("UrlLoaders$Other"));
        Files.write(Path.of("broken.jar"), Arrays.copyOf(Files.readAllBytes(one), 200));
        Files.write(Path.of("text.jar"), "no zip".getBytes());
        for (String f : new String[]{"broken.jar", "text.jar", "absent.jar"}) {
            t(f, () -> loader(platform, Path.of(f)).loadClass("UrlLoaders$Plug"));
            t(f + " opened", () -> new JarFile(f).size());
        }
        t("newInstance", () -> URLClassLoader.newInstance(new URL[]{one.toUri().toURL()}, platform).loadClass("UrlLoaders$Plug").getPackage().getImplementationTitle());
        t("jar url", () -> read(new URL("jar:" + one.toUri() + "!/res/only1.txt")) + " " + ((JarURLConnection) new URL("jar:" + one.toUri() + "!/res/a.txt").openConnection()).getEntryName());
        t("jar url absent", () -> read(new URL("jar:" + one.toUri() + "!/no")));
        Thread th = new Thread(() -> t("context", () -> Thread.currentThread().getContextClassLoader().loadClass("UrlLoaders$Plug").getClassLoader() == l2));
        th.setContextClassLoader(l2);
        th.start();
        th.join();
        System.out.println("done UrlLoaders");
    }
}
