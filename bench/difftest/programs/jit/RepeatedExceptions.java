// difftest: flags=-Xbatch
/** Checks that fail again and again, in code that is compiled meanwhile: who catches what. */
public class RepeatedExceptions {
    static int cleanups;
    int field = 7;

    static int element(int[] array, int index) {
        try {
            return array[index];
        } catch (ArrayIndexOutOfBoundsException e) {
            return -1;
        }
    }

    static int store(int[] array, int index, int value) {
        int before = value;
        try {
            value += 3;
            array[index] = value;
            before = value;
        } catch (IndexOutOfBoundsException e) {
            return before * 2 + value;
        } finally {
            cleanups++;
        }
        return before;
    }

    static int field(RepeatedExceptions o) {
        return o.field;
    }

    static int caughtOutside(RepeatedExceptions o, int divisor) {
        try {
            return field(o) / divisor;
        } catch (NullPointerException e) {
            return -2;
        } catch (ArithmeticException e) {
            return e instanceof RuntimeException ? -3 : -4;
        }
    }

    static long remainder(long x, long divisor) {
        try {
            return x % divisor;
        } catch (ArithmeticException e) {
            return x;
        }
    }

    static int cast(Object o) {
        try {
            return ((Integer) o) + 1;
        } catch (ClassCastException e) {
            return o.toString().length();
        } catch (NullPointerException e) {
            return -5;
        }
    }

    synchronized int locked(int[] array, int index) {
        return array[index] + field;
    }

    static int lockedInside(Object lock, int[] array, int index) {
        try {
            synchronized (lock) {
                return array[index];
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            return Thread.holdsLock(lock) ? -100 : -6;
        }
    }

    static int call(Runnable r) {
        try {
            r.run();
            return 1;
        } catch (NullPointerException e) {
            return e.getCause() == null ? 2 : 3;
        }
    }

    /** The value that a handler sees is the one from before the instruction. */
    static int values(int[] array, int n) {
        int seen = 0, i = 0;
        for (; i < n; i++) {
            try {
                seen = seen * 31 + i;
                seen += array[i & 15];
                seen ^= 5;
            } catch (ArrayIndexOutOfBoundsException e) {
                seen += i;
            }
        }
        return seen + i;
    }

    public static void main(String[] args) {
        int[] array = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        RepeatedExceptions object = new RepeatedExceptions();
        Object[] objects = {1, "text", null, 2L, 5};
        Runnable[] runnables = {() -> cleanups++, null};
        for (int round = 0; round < 6; round++) {
            long sum = 0;
            int nLocked = 0;
            for (int i = 0; i < 6000; i++) {
                sum = sum * 31 + element(array, i % 12 - 1);
                sum = sum * 31 + store(array, i % 13, i % 5);
                sum = sum * 31 + caughtOutside(i % 3 == 0 ? null : object, i % 4);
                sum = sum * 31 + remainder(i * 17L, i % 6);
                sum = sum * 31 + cast(objects[i % objects.length]);
                sum = sum * 31 + lockedInside(object, array, i % 11);
                sum = sum * 31 + call(runnables[i & 1]);
                try {
                    sum += object.locked(array, i % 11);
                } catch (ArrayIndexOutOfBoundsException e) {
                    nLocked += Thread.holdsLock(object) ? 1000 : 1;
                }
            }
            System.out.println(sum + " " + cleanups + " " + nLocked + " " + values(array, 5000));
        }
    }
}
