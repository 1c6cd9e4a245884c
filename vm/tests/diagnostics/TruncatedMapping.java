import java.io.File;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;

/** Touches pages of a mapped file that has become shorter. */
public class TruncatedMapping {
    static void attempt(String name, Runnable access) {
        try {
            access.run();
            System.out.println(name + ": no error");
        } catch (InternalError e) {
            System.out.println(name + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        File path = File.createTempFile("mapping", null);
        path.deleteOnExit();
        try (RandomAccessFile file = new RandomAccessFile(path, "rw")) {
            file.setLength(1 << 20);
            MappedByteBuffer map = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 1 << 20);
            map.put(0, (byte) 1);
            file.setLength(0);
            byte[] bytes = new byte[100];
            attempt("get", () -> map.get(500_000));
            attempt("put", () -> map.put(500_000, (byte) 3));
            attempt("getLong", () -> map.getLong(500_000));
            attempt("putInt", () -> map.putInt(500_000, 4));
            attempt("bulk get", () -> map.get(500_000, bytes));
            attempt("bulk put", () -> map.put(500_000, bytes));
        }
        System.out.println("done");
    }
}
