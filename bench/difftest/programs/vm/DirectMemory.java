// difftest: flags=-XX:MaxDirectMemorySize=8m
import java.nio.ByteBuffer;
import java.util.*;

/** The limit on direct buffers: reserving frees unreachable ones first, then OutOfMemoryError; slices keep their parent; mapped files do not count. */
public class DirectMemory {
    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 40; i++) ByteBuffer.allocateDirect(1 << 20).put(0, (byte) i);
        System.out.println("forty megabytes through eight");
        List<ByteBuffer> held = new ArrayList<>();
        try {
            while (true) held.add(ByteBuffer.allocateDirect(1 << 20));
        } catch (OutOfMemoryError e) {
            System.out.println(held.size() + " " + e.getMessage().replaceAll("\\d+", "N"));
        }
        try {
            ByteBuffer.allocateDirect(16 << 20);
        } catch (OutOfMemoryError e) {
            System.out.println("too big at once");
        }
        ByteBuffer slice = held.get(0).put(5, (byte) 77).slice(5, 10);
        held.clear();
        for (int i = 0; i < 6; i++) held.add(ByteBuffer.allocateDirect(1 << 20));
        System.out.println(slice.get(0) + " " + held.size());
        java.nio.file.Path p = java.nio.file.Files.createTempFile("kiln", ".map");
        try (var c = java.nio.channels.FileChannel.open(p, java.nio.file.StandardOpenOption.READ, java.nio.file.StandardOpenOption.WRITE)) {
            var m = c.map(java.nio.channels.FileChannel.MapMode.READ_WRITE, 0, 20 << 20);
            m.put((20 << 20) - 1, (byte) 9);
            System.out.println(m.get((20 << 20) - 1) + " " + m.capacity());
        }
        java.nio.file.Files.delete(p);
        for (var b : java.lang.management.ManagementFactory.getPlatformMXBeans(java.lang.management.BufferPoolMXBean.class)) if (b.getName().equals("direct")) System.out.println(b.getCount() >= 7 && b.getMemoryUsed() <= 8 << 20);
        System.out.println("done DirectMemory");
    }
}
