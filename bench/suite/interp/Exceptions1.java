/** Exceptions: thrown and caught near and through frames, from the VM and by hand, with and without stack trace, finally. */
public class Exceptions1 {
    static class Light extends RuntimeException {
        final int v;

        Light(int v) {
            super(null, null, false, false);
            this.v = v;
        }
    }

    static int deep(int n, int v) {
        if (n == 0) throw new Light(v);
        return deep(n - 1, v) + 1;
    }

    static int fin(int[] a, int i) {
        try {
            return a[i];
        } finally {
            a[0]++;
        }
    }

    public static void main(String[] args) {
        long sum = 0;
        for (int i = 0; i < 600_000; i++) {
            try {
                sum += deep(i % 8, i);
            } catch (Light e) {
                sum += e.v;
            }
        }
        int[] a = new int[4];
        int caught = 0;
        Object o = "s", nul = null;
        for (int i = 0; i < 400_000; i++) {
            try {
                switch (i % 5) {
                    case 0 -> sum += fin(a, i % 6);
                    case 1 -> sum += 10 / (i % 2);
                    case 2 -> sum += ((Integer) o);
                    case 3 -> sum += nul.hashCode();
                    default -> throw new IllegalStateException("x");
                }
            } catch (ArrayIndexOutOfBoundsException e) {
                caught += 1;
            } catch (ArithmeticException e) {
                caught += 2;
            } catch (ClassCastException e) {
                caught += 3;
            } catch (NullPointerException e) {
                caught += 4;
            } catch (IllegalStateException e) {
                caught += 5;
            }
        }
        System.out.println("Exceptions1 " + sum + " " + caught + " " + a[0]);
    }
}
