import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;

/** Heap and direct buffers in both byte orders: messages are written, read again and summed up. */
public class ByteBuffers {
    static final byte[] TEXT = "a message of some bytes".getBytes(StandardCharsets.US_ASCII);

    static void write(ByteBuffer buffer, int n) {
        buffer.clear();
        for (int i = 0; i < n; i++) {
            buffer.put((byte) i).putShort((short) (i * 3)).putInt(i * 65_537).putLong((long) i << 33).putDouble(i * 0.5);
            buffer.putInt(TEXT.length).put(TEXT);
        }
        buffer.flip();
    }

    static long read(ByteBuffer buffer) {
        long sum = 0;
        byte[] text = new byte[64];
        while (buffer.hasRemaining()) {
            sum = sum * 31 + buffer.get() + buffer.getShort() + buffer.getInt() + buffer.getLong();
            sum += (long) buffer.getDouble();
            int length = buffer.getInt();
            buffer.get(text, 0, length);
            sum += text[length / 2];
        }
        return sum;
    }

    static long absolute(ByteBuffer buffer) {
        long sum = 0;
        for (int i = 0; i + 8 <= buffer.limit(); i += 4) {
            sum += buffer.getInt(i) ^ buffer.getLong(i);
            buffer.putInt(i, (int) sum);
        }
        IntBuffer ints = buffer.asIntBuffer();
        for (int i = 0; i < ints.limit(); i++) sum = sum * 3 + ints.get(i);
        for (int i = 0; i < buffer.limit(); i++) sum += buffer.get(i) & 0xff;
        return sum;
    }

    static final ByteBuffer[] BUFFERS = {
        ByteBuffer.allocate(100_000),
        ByteBuffer.allocate(100_000).order(ByteOrder.LITTLE_ENDIAN),
        ByteBuffer.allocateDirect(100_000),
        ByteBuffer.allocateDirect(100_000).order(ByteOrder.nativeOrder()),
    };

    static long work() {
        long sum = 0;
        for (ByteBuffer buffer : BUFFERS) {
            write(buffer, 1900);
            sum = sum * 31 + read(buffer);
            buffer.rewind();
            sum = sum * 31 + absolute(buffer);
        }
        return sum;
    }

    public static void main(String[] args) {
        BenchHarness.run("ByteBuffers", args, 120, 5081617449512222770L, () -> {
            long sum = 0;
            for (int i = 0; i < 5; i++) sum = sum * 3 + work();
            return sum;
        });
    }
}
