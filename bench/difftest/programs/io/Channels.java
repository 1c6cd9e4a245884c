import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

/** FileChannel, memory-mapped files, scatter and gather, transfer, locks, pipes, asynchronous channels, closed channels. */
public class Channels {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        Path f = Files.createTempFile("kiln", ".chan"), g = Files.createTempFile("kiln", ".chan2");
        try (FileChannel c = FileChannel.open(f, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer b = ByteBuffer.allocate(64);
            for (int i = 0; i < 16; i++) b.putInt(i * i);
            b.flip();
            t("write", () -> c.write(b) + " " + c.position() + " " + c.size());
            t("read at", () -> {
                ByteBuffer r = ByteBuffer.allocateDirect(8);
                int n = c.read(r, 12);
                r.flip();
                return n + " " + r.getInt() + " " + r.getInt();
            });
            t("position", () -> c.position(60).read(ByteBuffer.allocate(10)) + " " + c.read(ByteBuffer.allocate(10)));
            t("scatter", () -> {
                ByteBuffer[] bs = {ByteBuffer.allocate(4), ByteBuffer.allocateDirect(12)};
                long n = c.position(4).read(bs);
                return n + " " + bs[0].flip().getInt() + " " + bs[1].flip().limit();
            });
            t("gather", () -> c.position(64).write(new ByteBuffer[]{ByteBuffer.wrap(new byte[]{1, 2}), ByteBuffer.wrap(new byte[]{3})}) + " " + c.size());
            t("truncate", () -> c.truncate(65).size() + " " + c.position());
            t("hole", () -> c.write(ByteBuffer.wrap(new byte[]{7}), 200) + " " + c.size());
            t("transfer", () -> {
                try (FileChannel o = FileChannel.open(g, StandardOpenOption.WRITE)) {
                    return c.transferTo(10, 50, o) + " " + o.size() + " " + o.transferFrom(c.position(0), 0, 20) + " " + o.size();
                }
            });
            MappedByteBuffer m = c.map(FileChannel.MapMode.READ_WRITE, 0, 256);
            m.putLong(8, 0x1122334455667788L).put(255, (byte) 5);
            m.order(ByteOrder.LITTLE_ENDIAN);
            m.force();
            t("mapped", () -> m.getLong(8) + " " + m.getInt(4) + " " + m.isDirect() + " " + m.capacity());
            t("file sees it", () -> Files.readAllBytes(f)[15] + " " + c.size());
            t("private map", () -> {
                MappedByteBuffer p = c.map(FileChannel.MapMode.PRIVATE, 8, 16);
                p.put(0, (byte) 99);
                return p.get(0) + " " + Files.readAllBytes(f)[8];
            });
            t("read only map", () -> c.map(FileChannel.MapMode.READ_ONLY, 0, 8).put(0, (byte) 1));
            t("bad map", () -> c.map(FileChannel.MapMode.READ_ONLY, -1, 8));
            t("lock", () -> {
                try (FileLock l = c.lock(0, 10, false)) {
                    boolean v = l.isValid();
                    try {
                        c.tryLock(5, 10, false);
                        return "no error";
                    } catch (OverlappingFileLockException e) {
                        return v + " " + l.isShared() + " overlaps " + l.overlaps(9, 5) + l.overlaps(10, 5);
                    }
                }
            });
            t("negative", () -> c.position(-1));
        }
        t("closed", () -> {
            FileChannel c = FileChannel.open(f);
            c.close();
            c.close();
            return c.isOpen() + " " + c.size();
        });
        t("not writable", () -> {
            try (FileChannel c = FileChannel.open(f, StandardOpenOption.READ)) {
                return c.write(ByteBuffer.allocate(1));
            }
        });
        t("append", () -> {
            try (FileChannel c = FileChannel.open(g, StandardOpenOption.APPEND)) {
                c.position(0);
                c.write(ByteBuffer.wrap("end".getBytes()));
                return c.size();
            }
        });
        t("options", () -> FileChannel.open(f, StandardOpenOption.READ, StandardOpenOption.APPEND));
        t("pipe", () -> {
            Pipe p = Pipe.open();
            Thread w = new Thread(() -> {
                try (Pipe.SinkChannel s = p.sink()) {
                    for (int i = 0; i < 5; i++) s.write(ByteBuffer.wrap(("part" + i).getBytes()));
                } catch (IOException e) {
                    System.out.println(e);
                }
            });
            w.start();
            StringBuilder sb = new StringBuilder();
            ByteBuffer b = ByteBuffer.allocate(7);
            while (p.source().read(b) >= 0) {
                b.flip();
                while (b.hasRemaining()) sb.append((char) b.get());
                b.clear();
            }
            w.join();
            return sb;
        });
        t("streams over channels", () -> {
            try (FileChannel c = FileChannel.open(f)) {
                InputStream in = java.nio.channels.Channels.newInputStream(c);
                return in.skip(9) + " " + in.read() + " " + in.available();
            }
        });
        t("async file", () -> {
            try (AsynchronousFileChannel c = AsynchronousFileChannel.open(f, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                int w = c.write(ByteBuffer.wrap(new byte[]{42, 43}), 0).get(30, TimeUnit.SECONDS);
                ByteBuffer b = ByteBuffer.allocate(2);
                CompletableFuture<String> done = new CompletableFuture<>();
                c.read(b, 0, "att", new CompletionHandler<Integer, String>() {
                    public void completed(Integer n, String att) {
                        done.complete(att + n);
                    }

                    public void failed(Throwable e, String att) {
                        done.complete(e.toString());
                    }
                });
                return w + " " + done.get(30, TimeUnit.SECONDS) + " " + b.get(0) + b.get(1);
            }
        });
        ByteBuffer d = ByteBuffer.allocateDirect(100);
        t("views", () -> {
            d.order(ByteOrder.BIG_ENDIAN).asIntBuffer().put(3, 0x01020304);
            return d.get(12) + " " + d.order(ByteOrder.LITTLE_ENDIAN).getInt(12) + " " + d.asReadOnlyBuffer().isReadOnly() + " " + d.slice(10, 20).capacity() + " " + d.duplicate().position(5).compact().position() + " " + d.alignedSlice(8).capacity() / 8;
        });
        t("read-only array", () -> ByteBuffer.allocate(1).asReadOnlyBuffer().array());
        t("direct array", d::array);
        t("bulk", () -> {
            long[] l = {1, -1, Long.MAX_VALUE};
            ByteBuffer x = ByteBuffer.allocate(24);
            x.asLongBuffer().put(l);
            long[] back = new long[3];
            x.asLongBuffer().get(back);
            CharBuffer cb = ByteBuffer.allocateDirect(20).asCharBuffer().put("hello");
            return Arrays.equals(l, back) + " " + cb.flip() + " " + ByteBuffer.wrap(new byte[]{1, 2}).equals(ByteBuffer.allocateDirect(2).put(0, (byte) 1).put(1, (byte) 2)) + " " + x.hashCode();
        });
        t("mark", () -> {
            ByteBuffer x = ByteBuffer.allocate(10);
            x.position(4).mark().position(7).reset();
            return x.position() + " " + x.rewind().mark().limit(3).remaining();
        });
        t("no mark", () -> ByteBuffer.allocate(1).reset());
        t("limit", () -> ByteBuffer.allocate(1).limit(2));
        t("negative alloc", () -> ByteBuffer.allocateDirect(-1));
        Files.delete(f);
        Files.delete(g);
        System.out.println("done Channels");
    }
}
