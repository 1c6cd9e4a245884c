import java.io.*;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;

/** Deflate, gzip, zip and jar in memory and in files, the zip file system, class loading from a jar, broken archives. */
public class Zips {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + (e.getMessage() == null ? null : e.getMessage().replaceAll("/[^ ]*kiln[^ ]*", "FILE")));
        }
    }

    static byte[] data(int n) {
        byte[] b = new byte[n];
        int s = 1;
        for (int i = 0; i < n; i++) {
            s = s * 1103515245 + 12345;
            b[i] = (byte) (i % 5 == 0 ? s >> 16 : 'a' + i % 7);
        }
        return b;
    }

    public static void main(String[] args) throws Exception {
        byte[] in = data(5000);
        for (int lvl : new int[]{0, 1, 6, 9}) {
            for (boolean nowrap : new boolean[]{false, true}) {
                Deflater d = new Deflater(lvl, nowrap);
                d.setInput(in);
                d.finish();
                byte[] out = new byte[8000];
                int n = 0;
                while (!d.finished()) n += d.deflate(out, n, Math.min(700, out.length - n));
                Inflater i = new Inflater(nowrap);
                i.setInput(out, 0, n);
                byte[] back = new byte[5000];
                int m = 0;
                while (m < 5000) m += i.inflate(back, m, Math.min(999, 5000 - m));
                System.out.println(lvl + " " + nowrap + " " + (n < 5100) + " " + d.getTotalIn() + " " + Arrays.equals(in, back) + " " + i.finished() + i.getRemaining() + " " + (nowrap ? 0 : d.getAdler()));
                d.end();
                i.end();
            }
        }
        t("dictionary", () -> {
            byte[] dict = "the quick brown fox".getBytes(), txt = "the quick brown fox jumps".getBytes(), o = new byte[100];
            Deflater d = new Deflater();
            d.setDictionary(dict);
            d.setInput(txt);
            d.finish();
            int n = d.deflate(o);
            Inflater i = new Inflater();
            i.setInput(o, 0, n);
            byte[] r = new byte[100];
            int z = i.inflate(r);
            boolean need = i.needsDictionary();
            i.setDictionary(dict);
            return z + " " + need + " " + new String(r, 0, i.inflate(r));
        });
        t("garbage", () -> {
            Inflater i = new Inflater();
            i.setInput(new byte[]{1, 2, 3, 4});
            return i.inflate(new byte[10]);
        });
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        try (GZIPOutputStream g = new GZIPOutputStream(bo)) {
            g.write(in);
        }
        byte[] gz = bo.toByteArray();
        t("gzip", () -> Arrays.equals(in, new GZIPInputStream(new ByteArrayInputStream(gz)).readAllBytes()) + " " + (gz[0] & 255) + (gz[1] & 255));
        t("gzip crc", () -> {
            byte[] x = gz.clone();
            x[x.length - 6] ^= 1;
            return new GZIPInputStream(new ByteArrayInputStream(x)).readAllBytes().length;
        });
        t("gzip trailer", () -> new GZIPInputStream(new ByteArrayInputStream(Arrays.copyOf(gz, gz.length - 4))).readAllBytes().length);
        t("gzip magic", () -> new GZIPInputStream(new ByteArrayInputStream(new byte[20])));
        bo.reset();
        try (ZipOutputStream z = new ZipOutputStream(bo)) {
            z.setComment("zip comment");
            ZipEntry e = new ZipEntry("dir/a.txt");
            e.setTime(1_600_000_000_000L);
            e.setComment("entry");
            z.putNextEntry(e);
            z.write("hello".getBytes());
            z.closeEntry();
            e = new ZipEntry("stored");
            e.setMethod(ZipEntry.STORED);
            CRC32 c = new CRC32();
            c.update(in);
            e.setCrc(c.getValue());
            e.setSize(in.length);
            z.putNextEntry(e);
            z.write(in);
            z.putNextEntry(new ZipEntry("empty/"));
            z.putNextEntry(new ZipEntry("ünï.txt"));
            z.write(1);
            try {
                z.putNextEntry(new ZipEntry("stored"));
            } catch (ZipException x) {
                System.out.println(x.getMessage());
            }
        }
        byte[] zip = bo.toByteArray();
        try (ZipInputStream z = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry e; (e = z.getNextEntry()) != null; ) System.out.println(e.getName().length() + " " + e.isDirectory() + " " + z.readAllBytes().length + " " + e.getMethod() + " " + e.getSize() + " " + Long.toHexString(e.getCrc()));
        }
        Path f = Files.createTempFile("kiln", ".zip");
        Files.write(f, zip);
        try (ZipFile z = new ZipFile(f.toFile())) {
            System.out.println(z.size() + " " + z.getComment() + " " + z.stream().map(ZipEntry::getName).map(String::length).toList() + " " + z.getEntry("dir/a.txt").getComment() + " " + z.getEntry("none") + " " + z.getEntry("empty").isDirectory() + " " + new String(z.getInputStream(z.getEntry("dir/a.txt")).readAllBytes()));
            t("skip", () -> {
                InputStream s = z.getInputStream(z.getEntry("stored"));
                return s.skip(4990) + " " + s.available() + " " + s.readAllBytes().length;
            });
            z.close();
            t("closed", () -> z.getEntry("x"));
        }
        t("truncated", () -> {
            Files.write(f, Arrays.copyOf(zip, zip.length - 30));
            return new ZipFile(f.toFile());
        });
        t("empty file", () -> {
            Files.write(f, new byte[0]);
            return new ZipFile(f.toFile());
        });
        t("not zip", () -> {
            Files.write(f, new byte[100]);
            return new ZipFile(f.toFile());
        });
        t("missing", () -> new ZipFile("/no/such/kiln.zip"));
        t("corrupt entry", () -> {
            byte[] x = zip.clone();
            x[45] ^= 0x55;
            try (ZipInputStream z = new ZipInputStream(new ByteArrayInputStream(x))) {
                z.getNextEntry();
                return z.readAllBytes().length;
            }
        });
        bo.reset();
        Manifest mf = new Manifest();
        mf.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        mf.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Zips");
        mf.getMainAttributes().putValue("X-Long", "y".repeat(100));
        mf.getEntries().put("a/", new Attributes());
        mf.getAttributes("a/").putValue("Sealed", "true");
        try (JarOutputStream j = new JarOutputStream(bo, mf)) {
            j.putNextEntry(new JarEntry("Zips$Loaded.class"));
            j.write(Zips.class.getResourceAsStream("Zips$Loaded.class").readAllBytes());
            j.putNextEntry(new JarEntry("res.txt"));
            j.write("resource in jar".getBytes());
        }
        Path jar = Files.createTempFile("kiln", ".jar");
        Files.write(jar, bo.toByteArray());
        try (JarFile j = new JarFile(jar.toFile())) {
            Attributes a = j.getManifest().getMainAttributes();
            System.out.println(a.getValue("Main-Class") + " " + a.getValue("x-long").length() + " " + j.getManifest().getAttributes("a/").getValue("Sealed") + " " + j.size() + " " + j.isMultiRelease());
        }
        try (java.net.URLClassLoader l = new java.net.URLClassLoader("jar", new java.net.URL[]{jar.toUri().toURL()}, null)) {
            Class<?> c = l.loadClass("Zips$Loaded");
            System.out.println(c.getMethod("hi").invoke(null) + " " + (c != Loaded.class) + " " + c.getClassLoader().getName() + " " + new String(l.getResourceAsStream("res.txt").readAllBytes()) + " " + c.getProtectionDomain().getCodeSource().getLocation().equals(jar.toUri().toURL())
                + " " + l.getResource("res.txt").toString().endsWith("!/res.txt") + " " + l.findResource("none"));
            t("not in jar", () -> l.loadClass("Zips"));
        }
        Path zfs = Files.createTempFile("kiln", ".zfs");
        Files.delete(zfs);
        try (FileSystem fs = FileSystems.newFileSystem(URI.create("jar:" + zfs.toUri()), Map.of("create", "true"))) {
            Files.createDirectory(fs.getPath("/d"));
            Files.writeString(fs.getPath("/d/x.txt"), "in zipfs");
            System.out.println(Files.readString(fs.getPath("/d/x.txt")) + " " + Files.list(fs.getPath("/")).map(Path::toString).toList() + " " + fs.isReadOnly());
        }
        System.out.println(new ZipFile(zfs.toFile()).size());
        for (Path p : new Path[]{f, jar, zfs}) Files.delete(p);
        System.out.println("done Zips");
    }

    public static class Loaded {
        public static String hi() {
            return "hi from jar";
        }
    }
}
