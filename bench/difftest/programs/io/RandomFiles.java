import java.io.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.stream.*;

/** RandomAccessFile, a small paged hash table in a file, holes, truncation, file attributes and permissions, temporary files, links, File's own methods, walking and deleting trees, comparing files. */
public class RandomFiles {
    /** Fixed slots with linear probing, in a file. */
    static class Table implements AutoCloseable {
        static final int SLOT = 24;
        final RandomAccessFile f;
        final int n;

        Table(File file, int n) throws IOException {
            f = new RandomAccessFile(file, "rw");
            this.n = n;
            if (f.length() == 0) f.setLength((long) n * SLOT);
        }

        void put(String k, long v) throws IOException {
            for (int i = Math.floorMod(k.hashCode(), n), probes = 0; probes < n; i = (i + 1) % n, probes++) {
                f.seek((long) i * SLOT);
                String s = f.readUTF();
                if (s.isEmpty() || s.equals(k)) {
                    f.seek((long) i * SLOT);
                    f.writeUTF(k);
                    f.seek((long) i * SLOT + 16);
                    f.writeLong(v);
                    return;
                }
            }
            throw new IOException("full");
        }

        Long get(String k) throws IOException {
            for (int i = Math.floorMod(k.hashCode(), n), probes = 0; probes < n; i = (i + 1) % n, probes++) {
                f.seek((long) i * SLOT);
                String s = f.readUTF();
                if (s.isEmpty()) return null;
                if (s.equals(k)) {
                    f.seek((long) i * SLOT + 16);
                    return f.readLong();
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            f.close();
        }
    }

    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        try (Table t = new Table(new File("table.bin"), 100)) {
            for (int i = 0; i < 70; i++) t.put("key" + i, i * 1_000_000_007L);
            for (int i = 0; i < 70; i += 3) t.put("key" + i, -i);
        }
        try (Table t = new Table(new File("table.bin"), 100)) {
            long sum = 0;
            for (int i = 0; i < 70; i++) sum += t.get("key" + i);
            System.out.println(sum + " " + t.get("none") + " " + t.f.length());
            for (int i = 0; i < 30; i++) t.put("more" + i, i);
            t("full", () -> {
                t.put("one more", 1);
                return 0;
            });
        }
        try (RandomAccessFile f = new RandomAccessFile("raf.bin", "rw")) {
            f.writeBytes("line one\r\nline two\nlast");
            f.writeChars("ü");
            f.writeDouble(Math.E);
            f.seek(0);
            System.out.println(f.readLine() + "|" + f.readLine() + "|" + f.getFilePointer() + " " + f.skipBytes(4) + " " + f.readChar() + " " + f.readDouble() + " " + f.read());
            f.seek(1000);
            t("read past end", f::readByte);
            f.write(new byte[]{1, 2, 3}, 1, 2);
            System.out.println(f.length() + " " + f.getFilePointer());
            f.seek(500);
            System.out.println(f.readInt() + " " + f.readUnsignedShort());
            f.setLength(100);
            System.out.println(f.getFilePointer() + " " + f.length());
            t("seek negative", () -> {
                f.seek(-1);
                return 0;
            });
        }
        t("read only", () -> {
            try (RandomAccessFile f = new RandomAccessFile("raf.bin", "r")) {
                f.write(1);
                return 0;
            }
        });
        t("mode", () -> new RandomAccessFile("raf.bin", "rx"));
        t("missing", () -> new RandomAccessFile("missing.bin", "r"));
        Path dir = Files.createDirectories(Path.of("tree/a/b"));
        for (String n : List.of("tree/one.txt", "tree/a/two.txt", "tree/a/b/three.bin")) Files.writeString(Path.of(n), n.repeat(n.length()));
        Files.createSymbolicLink(Path.of("tree/link"), Path.of("a"));
        Files.createLink(Path.of("tree/hard.txt"), Path.of("tree/one.txt"));
        Files.setPosixFilePermissions(Path.of("tree/one.txt"), PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(Path.of("tree/one.txt"), FileTime.fromMillis(1_600_000_000_000L));
        PosixFileAttributes at = Files.readAttributes(Path.of("tree/hard.txt"), PosixFileAttributes.class);
        System.out.println(at.size() + " " + at.lastModifiedTime() + " " + PosixFilePermissions.toString(at.permissions()) + " " + at.isRegularFile() + " " + Files.getAttribute(Path.of("tree/one.txt"), "unix:nlink") + " " + Files.isSameFile(Path.of("tree/one.txt"), Path.of("tree/hard.txt")) + " " + Files.isSymbolicLink(Path.of("tree/link")) + " " + Files.readSymbolicLink(Path.of("tree/link")) + " " + Files.mismatch(Path.of("tree/one.txt"), Path.of("tree/a/two.txt")));
        for (FileVisitOption[] o : new FileVisitOption[][]{{}, {FileVisitOption.FOLLOW_LINKS}}) try (Stream<Path> s = Files.walk(Path.of("tree"), o)) {
            System.out.println(s.map(Path::toString).sorted().toList());
        }
        StringBuilder visit = new StringBuilder();
        Files.walkFileTree(Path.of("tree/a"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path p, BasicFileAttributes a) {
                visit.append('(').append(p.getFileName());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path p, BasicFileAttributes a) {
                visit.append(p.getFileName().toString().startsWith("t") ? "*" : "?");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path p, IOException e) {
                visit.append(')');
                return FileVisitResult.CONTINUE;
            }
        });
        System.out.println(visit);
        File f = new File("tree/one.txt"), d = new File("tree");
        System.out.println(f.length() + " " + f.canWrite() + " " + f.setReadOnly() + " " + f.lastModified() + " " + f.getParent() + " " + f.getParentFile().isDirectory() + " " + f.isHidden() + " " + new File(".hid").isHidden() + " " + Arrays.stream(d.list()).sorted().toList() + " " + d.listFiles((x, n) -> n.endsWith(".txt")).length + " " + f.compareTo(new File("tree/z")) + " " + new File("a/../b/./c").getPath() + " " + new File("a/../b").getCanonicalFile().getName() + " " + new File("/x//y/").toString() + " " + new File("x").list());
        System.out.println(f.renameTo(new File("tree/renamed.txt")) + " " + f.exists() + " " + d.delete() + " " + new File("tree/new").mkdirs() + " " + new File("tree/renamed.txt").createNewFile() + " " + new File("none").delete());
        t("delete full", () -> {
            Files.delete(Path.of("tree"));
            return 0;
        });
        t("create twice", () -> Files.createFile(Path.of("tree/renamed.txt")));
        t("move onto", () -> Files.move(Path.of("tree/a/two.txt"), Path.of("tree/renamed.txt")));
        t("move replacing", () -> Files.move(Path.of("tree/a/two.txt"), Path.of("tree/renamed.txt"), StandardCopyOption.REPLACE_EXISTING));
        t("read dir", () -> Files.readString(Path.of("tree")));
        t("not dir", () -> Files.list(Path.of("tree/renamed.txt")));
        t("loop", () -> {
            Files.createSymbolicLink(Path.of("loop"), Path.of("loop"));
            return Files.readAllBytes(Path.of("loop"));
        });
        Path tmp = Files.createTempFile(Path.of("."), "pre", ".suf"), td = Files.createTempDirectory(Path.of("."), "dir");
        System.out.println(tmp.getFileName().toString().matches("pre\\d+\\.suf") + " " + Files.isDirectory(td) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(tmp)) + " " + File.createTempFile("abc", null, new File(".")).getName().endsWith(".tmp"));
        try (Stream<Path> s = Files.walk(Path.of("tree"))) {
            for (Path p : s.sorted(Comparator.reverseOrder()).toList()) Files.delete(p);
        }
        System.out.println(Files.exists(dir) + " " + Files.notExists(Path.of("tree")) + " " + Files.size(Path.of("raf.bin")) + " " + Files.isReadable(Path.of("raf.bin")));
        System.out.println("done RandomFiles");
    }
}
