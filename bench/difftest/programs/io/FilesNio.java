import java.io.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.stream.*;

/** java.nio.file in a temporary directory: create, copy, move, delete, walk, attributes, links, streams, and the exceptions; Path algebra. */
public class FilesNio {
    static Path dir;

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + String.valueOf(a.run()).replace(dir.toString(), "DIR"));
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + String.valueOf(e.getMessage()).replace(dir.toString(), "DIR"));
        }
    }

    public static void main(String[] args) throws Exception {
        dir = Files.createTempDirectory("kiln-files");
        try {
            Path a = dir.resolve("a.txt"), sub = dir.resolve("sub/deep");
            t("write", () -> Files.writeString(a, "line1\nline2\nzeile é\n"));
            t("read", () -> Files.readString(a).length() + " " + Files.readAllLines(a) + " " + Files.size(a) + " " + Files.lines(a).count() + " " + Files.readAllBytes(a).length);
            t("append", () -> Files.write(a, List.of("x", "y"), StandardOpenOption.APPEND));
            t("create new", () -> Files.createFile(a));
            t("open missing", () -> Files.newInputStream(dir.resolve("none")));
            t("dirs", () -> Files.createDirectories(sub) + " " + Files.isDirectory(sub) + " " + Files.exists(sub) + Files.notExists(sub));
            t("dir exists", () -> Files.createDirectory(sub));
            t("dir missing parent", () -> Files.createDirectory(dir.resolve("p/q")));
            t("copy", () -> Files.copy(a, sub.resolve("b.txt")));
            t("copy exists", () -> Files.copy(a, sub.resolve("b.txt")));
            t("copy replace", () -> Files.copy(a, sub.resolve("b.txt"), StandardCopyOption.REPLACE_EXISTING));
            t("copy stream", () -> Files.copy(new ByteArrayInputStream(new byte[1000]), dir.resolve("s.bin")) + " " + Files.copy(dir.resolve("s.bin"), new ByteArrayOutputStream()));
            t("move", () -> Files.move(sub.resolve("b.txt"), dir.resolve("c.txt"), StandardCopyOption.ATOMIC_MOVE));
            t("delete missing", () -> {
                Files.delete(dir.resolve("none"));
                return 0;
            });
            t("delete if", () -> Files.deleteIfExists(dir.resolve("none")) + " " + Files.deleteIfExists(dir.resolve("s.bin")));
            t("delete non-empty", () -> {
                Files.delete(dir.resolve("sub"));
                return 0;
            });
            t("symlink", () -> Files.createSymbolicLink(dir.resolve("link"), Path.of("a.txt")) + " " + Files.isSymbolicLink(dir.resolve("link")) + " " + Files.readSymbolicLink(dir.resolve("link")) + " " + Files.isSameFile(a, dir.resolve("link")) + " " + dir.resolve("link").toRealPath().getFileName());
            t("hard link", () -> Files.createLink(dir.resolve("hard"), a).getFileName() + " " + Files.getAttribute(a, "unix:nlink"));
            t("perms", () -> {
                Files.setPosixFilePermissions(a, PosixFilePermissions.fromString("rw-r-----"));
                return PosixFilePermissions.toString(Files.getPosixFilePermissions(a)) + " " + Files.isExecutable(a) + Files.isReadable(a) + Files.isHidden(dir.resolve(".h"));
            });
            t("times", () -> {
                Files.setLastModifiedTime(a, FileTime.fromMillis(1_000_000_000_000L));
                BasicFileAttributes at = Files.readAttributes(a, BasicFileAttributes.class);
                return at.lastModifiedTime() + " " + at.isRegularFile() + at.isDirectory() + at.isSymbolicLink() + at.isOther() + " " + at.size() + " " + a.toFile().lastModified();
            });
            t("attr map", () -> new TreeMap<>(Files.readAttributes(a, "size,isDirectory")));
            t("bad attr", () -> Files.getAttribute(a, "nope"));
            t("list", () -> {
                try (Stream<Path> s = Files.list(dir)) {
                    return s.map(p -> p.getFileName().toString()).sorted().toList();
                }
            });
            t("walk", () -> {
                try (Stream<Path> s = Files.walk(dir)) {
                    return s.map(p -> dir.relativize(p).toString()).sorted().toList();
                }
            });
            t("find", () -> {
                try (Stream<Path> s = Files.find(dir, 1, (p, at) -> at.isRegularFile())) {
                    return s.count();
                }
            });
            t("glob", () -> {
                TreeSet<String> r = new TreeSet<>();
                try (DirectoryStream<Path> s = Files.newDirectoryStream(dir, "*.{txt,bin}")) {
                    for (Path p : s) r.add(p.getFileName().toString());
                }
                return r;
            });
            t("not a dir", () -> Files.newDirectoryStream(a));
            t("lines bad utf8", () -> {
                Files.write(dir.resolve("bad"), new byte[]{'a', (byte) 0xff, '\n'});
                return Files.readAllLines(dir.resolve("bad"));
            });
            t("mismatch", () -> Files.mismatch(a, dir.resolve("c.txt")) + " " + Files.mismatch(a, a));
            t("store", () -> Files.getFileStore(a) != null);
            File f = dir.resolve("old").toFile();
            t("File", () -> f.createNewFile() + " " + f.exists() + f.isFile() + f.length() + f.canRead() + " " + f.renameTo(new File(dir.toFile(), "renamed")) + f.exists() + " " + new File(dir.toFile(), "renamed").delete() + " " + new File(dir.toFile(), "m/n").mkdirs() + new File(dir.toFile(), "m").mkdir()
                + " " + Arrays.stream(dir.toFile().list()).sorted().toList());
            t("File missing", () -> new FileInputStream(new File(dir.toFile(), "zzz")));
            t("File dir", () -> new FileOutputStream(dir.toFile()));
            t("raf", () -> {
                try (RandomAccessFile r = new RandomAccessFile(dir.resolve("raf").toFile(), "rw")) {
                    r.writeInt(7);
                    r.writeUTF("hé");
                    r.writeDouble(1.5);
                    r.seek(2);
                    r.writeByte(9);
                    r.seek(0);
                    String s = r.readInt() + r.readUTF() + r.readDouble() + " " + r.getFilePointer() + " " + r.length() + r.read();
                    r.setLength(6);
                    return s + " " + r.length();
                }
            });
            t("raf mode", () -> new RandomAccessFile(a.toFile(), "x"));
            Path p = Path.of("/x/./y/../z//w.tar.gz");
            t("path", () -> p + " " + p.normalize() + " " + p.getNameCount() + " " + p.getName(1) + " " + p.subpath(1, 3) + " " + p.getRoot() + p.getParent() + " " + p.getFileName() + " " + p.startsWith("/x") + p.endsWith("w.tar.gz") + " " + p.resolveSibling("q") + " " + Path.of("a/b").resolve("../c").normalize()
                + " " + Path.of("/a/b").relativize(Path.of("/a/c/d")) + " " + Path.of("a").isAbsolute() + " " + Path.of("a").compareTo(Path.of("b")) + " " + Path.of("").toString().isEmpty() + " " + p.toUri() + " " + StreamSupport.stream(p.spliterator(), false).count());
            t("path bad", () -> Path.of("a\0b"));
            t("relativize bad", () -> Path.of("/a").relativize(Path.of("b")));
            t("matcher", () -> FileSystems.getDefault().getPathMatcher("glob:**/*.java").matches(Path.of("a/b.java")) + " " + FileSystems.getDefault().getPathMatcher("regex:.*\\.c").matches(Path.of("x.c")));
            t("File path", () -> new File("/a/./b/../c").getCanonicalPath() + " " + new File("a//b/").getPath() + " " + new File("/a", "b").getName() + " " + new File("x").isAbsolute() + " " + new File("a/b").getParent() + " " + new File("/a").toURI());
            t("temp", () -> {
                Path x = Files.createTempFile(dir, "pre", ".suf");
                return x.getFileName().toString().matches("pre\\d+\\.suf") + " " + Files.size(x);
            });
        } finally {
            Files.walkFileTree(dir, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path f, BasicFileAttributes a) throws IOException {
                    Files.delete(f);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path d, IOException e) throws IOException {
                    Files.delete(d);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        System.out.println(Files.exists(dir));
        System.out.println("done FilesNio");
    }
}
