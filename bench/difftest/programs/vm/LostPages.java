// Accesses to a mapped file that has been truncated: InternalError. Atomic ones and filling end the
// stock VM, so they are tried only before.
// difftest: flags=--add-exports java.base/jdk.internal.misc=ALL-UNNAMED --add-opens java.base/java.nio=ALL-UNNAMED
// difftest: javac=--add-exports java.base/jdk.internal.misc=ALL-UNNAMED
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.internal.misc.Unsafe;

public class LostPages {
    static final Unsafe UNSAFE = Unsafe.getUnsafe();

    interface Access {
        Object run() throws Throwable;
    }

    static void attempt(String what, Access access) {
        try {
            System.out.println(what + ": " + access.run());
        } catch (InternalError e) {
            System.out.println(what + ": InternalError");
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        Path path = Files.createTempFile("lost", "pages");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(1 << 16);
            MappedByteBuffer mapped = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 1 << 16);
            Field field = Buffer.class.getDeclaredField("address");
            field.setAccessible(true);
            long address = field.getLong(mapped);
            atomics(address);
            accesses("present", mapped, address);
            file.setLength(0);
            accesses("lost", mapped, address);
        }
        Files.delete(path);
        System.out.println("done LostPages");
    }

    static void accesses(String state, MappedByteBuffer mapped, long address) {
        System.out.println(state);
        attempt("get", () -> mapped.get(5000));
        attempt("put", () -> mapped.put(5001, (byte) 1).get(5001));
        ByteOrder other = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        attempt("swapped ints", () -> {
            int[] ints = {1, 2, 3};
            mapped.duplicate().order(other).asIntBuffer().put(ints).flip().get(new int[2]);
            mapped.duplicate().order(other).asIntBuffer().get(ints);
            return ints[2] + " " + mapped.get(3);
        });
        attempt("swapped longs", () -> {
            long[] longs = {1, 2};
            mapped.duplicate().order(other).asLongBuffer().put(longs);
            return mapped.get(7) + " " + mapped.get(15);
        });
        attempt("bulk get", () -> mapped.duplicate().get(new byte[9000]).position());
    }

    static void atomics(long address) {
        attempt("compareAndSetInt", () -> UNSAFE.compareAndSetInt(null, address, 0, 7));
        attempt("compareAndSetInt again", () -> UNSAFE.compareAndSetInt(null, address, 0, 8));
        attempt("compareAndExchangeInt", () -> UNSAFE.compareAndExchangeInt(null, address, 7, -9));
        attempt("getAndAddInt", () -> UNSAFE.getAndAddInt(null, address, 5));
        attempt("compareAndSetLong", () -> UNSAFE.compareAndSetLong(null, address + 8, 0, -7L));
        attempt("compareAndExchangeLong", () -> UNSAFE.compareAndExchangeLong(null, address + 8, -7L, 1L << 40));
        attempt("getAndSetLong", () -> UNSAFE.getAndSetLong(null, address + 8, 12L));
        attempt("compareAndSetByte", () -> UNSAFE.compareAndSetByte(null, address + 17, (byte) 0, (byte) 3));
        attempt("setMemory", () -> {
            UNSAFE.setMemory(address + 4096, 100, (byte) 9);
            return UNSAFE.getByte(address + 4195);
        });
    }
}
