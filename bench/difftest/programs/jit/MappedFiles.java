import java.io.File;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is truncated while it is mapped: accesses to the lost pages throw InternalError. */
public class MappedFiles {
    static final int PAGE = 4096;

    interface Access {
        long at(ByteBuffer buffer, int index);
    }


    static String attempt(Access access, ByteBuffer buffer, int index) {
        try {
            long value = access.at(buffer, index);
            return "" + value;
        } catch (InternalError error) {
            return "lost";
        }
    }

    static long getByte(ByteBuffer buffer, int index) { return buffer.get(index); }
    static long getInt(ByteBuffer buffer, int index) { return buffer.getInt(index) * 3L + index; }
    static long getDouble(ByteBuffer buffer, int index) { return (long) buffer.getDouble(index); }
    static long put(ByteBuffer buffer, int index) { buffer.put(index, (byte) index); return buffer.get(index); }
    static long putLong(ByteBuffer buffer, int index) { buffer.putLong(index, index); return buffer.getLong(index); }
    static long putConstant(ByteBuffer buffer, int index) { buffer.putShort(index, (short) 77); return 5; }

    static int counted;

    static long count(ByteBuffer buffer, int index) {
        long sum = 0;
        for (int i = 0; i < 3; i++) {
            counted++;
            sum += buffer.getInt(index + 4 * i);
            counted += 10;
        }
        return sum;
    }

    public static void main(String[] args) throws Exception {
        File file = File.createTempFile("mapped", null);
        file.deleteOnExit();
        Access[] accesses = {
            MappedFiles::getByte, MappedFiles::getInt, MappedFiles::getDouble, MappedFiles::put,
            MappedFiles::putLong, MappedFiles::putConstant, MappedFiles::count,
        };
        try (RandomAccessFile access = new RandomAccessFile(file, "rw")) {
            access.setLength(3 * PAGE);
            MappedByteBuffer buffer = access.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 3 * PAGE);
            for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                ByteBuffer ordered = buffer.duplicate().order(order);
                for (Access one : accesses) {
                    long sum = 0;
                    for (int i = 0; i < 3000; i++) sum += one.at(ordered, i * 4 % (3 * PAGE - 16));
                    System.out.println(sum);
                }
            }
            access.setLength(PAGE);
            for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                ByteBuffer ordered = buffer.duplicate().order(order);
                for (int index : new int[] {16, PAGE + 16, 2 * PAGE}) {
                    for (Access one : accesses) System.out.println(index + " " + attempt(one, ordered, index));
                }
            }
        }
    }
}
