import java.lang.reflect.Field;
import sun.misc.Unsafe;

/** Writes to an address where nothing is. */
public class BadAddress {
    static void deep(int n, Unsafe unsafe) {
        if (n == 0) {
            unsafe.putInt(8L, 5);
        }
        deep(n - 1, unsafe);
    }

    public static void main(String[] args) throws Exception {
        Field field = Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        System.out.println("before");
        deep(3, (Unsafe) field.get(null));
    }
}
