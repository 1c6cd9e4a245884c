import java.util.function.IntSupplier;

/** Defined again and again, see {@link Loading}. */
public class Payload implements IntSupplier {
    public static final boolean READY;
    private final int value;

    static {
        Loading.initialized(Payload.class);
        Thread.yield();
        READY = new int[10].length == 10;
    }

    public Payload(int value) {
        this.value = value;
    }

    @Override
    public int getAsInt() {
        IntSupplier next = () -> value + 1;
        return next.getAsInt();
    }
}
