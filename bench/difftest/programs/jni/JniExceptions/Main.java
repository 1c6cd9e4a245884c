// difftest: compare=stdout,exit,stderr
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Exceptions through C in both directions; monitors; direct buffers; the VM behind the environment. */
public class Main {
    static class Special extends Exception {
        Special(String message) {
            super(message);
        }
    }

    static native void rethrow(Throwable t);

    static native void throwNew(String cls, String message);

    static native String caught(int what);

    static native void describe();

    static native int afterPending();

    static native int crossing(int depth);

    static native int monitor(Object o, int action);

    static native int enterTwice(Object o);

    static native Object buffer(int capacity);

    static native void freeBuffer(Object buffer);

    static native long capacity(Object buffer);

    static native boolean hasAddress(Object buffer);

    static native int sumBuffer(Object buffer);

    static native boolean virtualMachine();

    static void thrower(int what) throws Exception {
        switch (what) {
            case 0:
                throw new Special("checked");
            case 1:
                throw new ArithmeticException("unchecked");
            case 2:
                Object o = "text";
                System.out.println((Integer) o);
                break;
            case 3:
                System.out.println(new int[2][3][1].length + new int[1][what].length);
                int[] array = null;
                System.out.println(array[0]);
                break;
            default:
                System.out.println("nothing thrown");
        }
    }

    static int cross(int depth) {
        try {
            return depth == 0 ? Integer.parseInt("not a number") : crossing(depth);
        } finally {
            System.out.println("finally " + depth);
        }
    }

    static void attempt(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + ": fine");
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    static int shared;

    public static void main(String[] args) throws InterruptedException {
        System.loadLibrary("exceptions");
        Special special = new Special("the same object");
        try {
            rethrow(special);
        } catch (Throwable e) {
            System.out.println(e == special);
        }
        attempt("ThrowNew", () -> throwNew("java/lang/IllegalStateException", "from C"));
        attempt("ThrowNew without message", () -> throwNew("java/io/IOException", null));
        attempt("ThrowNew of another constructor", () -> throwNew("Main$Special", "special"));
        attempt("ThrowNew without the constructor", () -> throwNew("java/lang/ExceptionInInitializerError", "x"));
        attempt("ThrowNew of no constructor", () -> throwNew("java/util/MissingResourceException", "x"));
        for (int i = 0; i < 5; i++) {
            System.out.println(caught(i));
        }
        describe();
        attempt("after a pending exception", () -> System.out.println(afterPending()));
        attempt("crossing", () -> cross(3));

        Object lock = new Object();
        System.out.println("enter " + monitor(lock, 0));
        System.out.println(Thread.holdsLock(lock));
        Thread other = new Thread(() -> {
            synchronized (lock) {
                shared++;
            }
            System.out.println("other " + monitor(lock, 0) + " " + ++shared + " " + monitor(lock, 1));
        });
        other.start();
        while (other.getState() != Thread.State.BLOCKED) {
            Thread.sleep(1);
        }
        System.out.println("shared " + shared);
        System.out.println("exit " + monitor(lock, 1));
        other.join();
        System.out.println(Thread.holdsLock(lock));
        attempt("exit unowned", () -> System.out.println(monitor(lock, 1)));
        System.out.println("twice " + enterTwice(lock) + " " + Thread.holdsLock(lock));
        synchronized (lock) {
            System.out.println("inside " + monitor(lock, 0) + " " + monitor(lock, 1) + " " + Thread.holdsLock(lock));
        }

        ByteBuffer made = ((ByteBuffer) buffer(16)).order(ByteOrder.LITTLE_ENDIAN);
        System.out.println(made.isDirect() + " " + made.capacity() + " " + made.position() + " " + made.limit() + " " + made.isReadOnly());
        made.putInt(4, 0x01020304);
        System.out.println(made.get(4) + " " + made.get(0) + " " + sumBuffer(made) + " " + capacity(made));
        freeBuffer(made);
        ByteBuffer direct = ByteBuffer.allocateDirect(8);
        direct.putLong(0, 0x0101010101010101L);
        System.out.println(capacity(direct) + " " + hasAddress(direct) + " " + sumBuffer(direct));
        System.out.println(capacity(direct.asLongBuffer()) + " " + hasAddress(direct.slice(2, 3)) + " " + capacity(direct.slice(2, 3)));
        System.out.println(capacity(ByteBuffer.allocate(8)) + " " + hasAddress(ByteBuffer.allocate(8)));
        System.out.println(capacity("no buffer") + " " + hasAddress("no buffer"));
        System.out.println(virtualMachine());
        System.out.println("done JniExceptions");
    }
}
