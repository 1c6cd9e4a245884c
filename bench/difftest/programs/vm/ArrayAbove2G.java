// difftest: flags=-Xmx3g
// difftest: timeout=120
// difftest: gc-every=50000

/** An array of more than 2 GB: sizes and offsets must not be computed in 32 bits. */
public class ArrayAbove2G {
    static final int LENGTH = 280_000_000;

    public static void main(String[] args) {
        long[] array = new long[LENGTH];
        int[] places = {0, 1, 1 << 20, 1 << 27, (1 << 28) - 1, 1 << 28, (1 << 28) + 1, LENGTH - 1};
        for (int place : places) {
            System.out.println(place + " " + array[place]);
            array[place] = ((long) place << 32) + 7;
        }
        System.gc();
        long sum = 0;
        for (int place : places) {
            sum = sum * 31 + array[place];
        }
        System.out.println(array.length + " " + sum);
        System.arraycopy(array, (1 << 28) - 1, array, LENGTH - 4, 3);
        System.out.println(array[LENGTH - 4] + " " + array[LENGTH - 3] + " " + array[LENGTH - 2]);
        try {
            array[LENGTH] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            long[] second = new long[LENGTH];
            System.out.println("no room was expected " + second.length + array[0]);
        } catch (OutOfMemoryError e) {
            System.out.println(e.getMessage() + " " + array[0]);
        }
        array = null;
        byte[] bytes = new byte[Integer.MAX_VALUE - 8];
        bytes[bytes.length - 1] = 5;
        System.out.println(bytes.length + " " + bytes[bytes.length - 1] + " " + bytes[1 << 30]);
        System.out.println("done ArrayAbove2G");
    }
}
