// Shared memory segments: closing one while other threads access it succeeds only when none of them is
// in the middle of an access, and no access succeeds afterwards.
// difftest: flags=--add-modules jdk.incubator.foreign
// difftest: javac=--add-modules jdk.incubator.foreign
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.incubator.foreign.MemoryAccess;
import jdk.incubator.foreign.MemorySegment;
import jdk.incubator.foreign.ResourceScope;

public class ScopedClose {
    static final int READERS = 3;

    static void closeWhileRead(boolean asBuffer) throws Exception {
        ResourceScope scope = ResourceScope.newSharedScope();
        MemorySegment segment = MemorySegment.allocateNative(64, 8, scope);
        ByteBuffer buffer = segment.asByteBuffer();
        AtomicInteger started = new AtomicInteger();
        AtomicInteger wrong = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        Thread[] readers = new Thread[READERS];
        for (int i = 0; i < READERS; i++) {
            int offset = i * 8;
            readers[i] = new Thread(() -> {
                long n = 0;
                started.incrementAndGet();
                try {
                    while (true) {
                        if (asBuffer) {
                            buffer.putLong(offset, ++n);
                            if (buffer.getLong(offset) != n) {
                                wrong.incrementAndGet();
                            }
                        } else {
                            MemoryAccess.setLongAtOffset(segment, offset, ++n);
                            if (MemoryAccess.getLongAtOffset(segment, offset) != n) {
                                wrong.incrementAndGet();
                            }
                        }
                    }
                } catch (IllegalStateException e) {
                    refused.incrementAndGet();
                }
            });
            readers[i].start();
        }
        while (started.get() < READERS) {
            Thread.onSpinWait();
        }
        while (true) {
            try {
                scope.close();
                break;
            } catch (IllegalStateException e) {
                if (!scope.isAlive()) {
                    System.out.println("closed by a failing close");
                }
                Thread.sleep(1);
            }
        }
        for (Thread reader : readers) {
            reader.join();
        }
        System.out.println("alive " + scope.isAlive() + ", wrong " + wrong + ", refused " + refused);
        try {
            MemoryAccess.getByteAtOffset(segment, 0);
            System.out.println("not reached");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try {
            scope.close();
            System.out.println("not reached");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    static void confined() throws Exception {
        MemorySegment segment;
        try (ResourceScope scope = ResourceScope.newConfinedScope()) {
            segment = MemorySegment.allocateNative(16, scope);
            MemoryAccess.setInt(segment, 42);
            System.out.println(MemoryAccess.getInt(segment));
            Thread other = new Thread(() -> {
                try {
                    MemoryAccess.getInt(segment);
                } catch (IllegalStateException e) {
                    System.out.println(e.getMessage());
                }
            });
            other.start();
            other.join();
            try {
                MemoryAccess.getByteAtOffset(segment, 16);
            } catch (IndexOutOfBoundsException e) {
                System.out.println("out of bounds");
            }
        }
        try {
            MemoryAccess.getInt(segment);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        confined();
        for (int i = 0; i < 5; i++) {
            closeWhileRead(i % 2 == 0);
        }
        System.out.println("done ScopedClose");
    }
}
