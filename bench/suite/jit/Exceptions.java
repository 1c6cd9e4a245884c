/** Throwing and catching: in the same method, through frames, with finally, implicit ones, and without a stack trace. */
public class Exceptions {
    static final class Signal extends RuntimeException {
        final int code;

        Signal(int code) {
            super(null, null, false, false);
            this.code = code;
        }
    }

    static int parse(String s) throws NumberFormatException {
        int value = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < '0' || c > '9') throw new NumberFormatException(s);
            value = value * 10 + c - '0';
        }
        return value;
    }

    static int deep(int depth, int code) {
        if (depth == 0) throw new Signal(code);
        try {
            return deep(depth - 1, code) + 1;
        } finally {
            cleanups++;
        }
    }

    static int cleanups;

    static int element(int[] array, int index) {
        try {
            return array[index];
        } catch (ArrayIndexOutOfBoundsException e) {
            return -1;
        }
    }

    static int length(String s) {
        try {
            return s.length();
        } catch (NullPointerException e) {
            return -2;
        }
    }

    static long work() {
        String[] texts = {"12", "345", "6x7", "8", "", "99a"};
        int[] array = new int[10];
        long sum = 0;
        cleanups = 0;
        for (int i = 0; i < 4000; i++) {
            try {
                sum += parse(texts[i % texts.length]);
            } catch (NumberFormatException e) {
                sum += e.getMessage().length();
            }
            try {
                deep(i % 12, i);
            } catch (Signal e) {
                sum += e.code;
            }
            sum += element(array, i % 11) + length(i % 16 == 0 ? null : "abc");
            try {
                sum += 1000 / (i % 8);
            } catch (ArithmeticException e) {
                sum--;
            }
            try {
                try {
                    if (i % 5 == 0) throw new IllegalStateException("inner");
                    sum++;
                } catch (IllegalStateException e) {
                    throw new Signal(i & 7);
                }
            } catch (Signal e) {
                sum += e.code;
            }
        }
        return sum * 31 + cleanups;
    }

    public static void main(String[] args) {
        BenchHarness.run("Exceptions", args, 120, 1185136220L, () -> work() * 3 + work());
    }
}
