/** Hot loops of static initializers, and methods that are compiled while they run: the initializing thread goes on in compiled code, other threads wait. */
public class HotInitializers {
    static class Table {
        static final int[] SQUARES = new int[100_000];
        static int n;

        static void put(int i) {
            SQUARES[i] = i * i;
            n++;
        }

        static {
            for (int i = 0; i < SQUARES.length; i++) put(i);
        }
    }

    /** Makes instances of itself, and reads what a subclass has while that is initialized, too. */
    static class Base {
        static final Base[] ALL = new Base[20_000];
        static int made;
        final int number;

        Base(int number) {
            this.number = number;
            made++;
        }

        static {
            for (int i = 0; i < ALL.length; i++) ALL[i] = i % 1000 == 7 ? Derived.make(i) : new Base(i);
        }
    }

    static class Derived extends Base {
        static int[] counts = new int[8];

        Derived(int number) {
            super(number);
        }

        static Base make(int number) {
            count(number);
            return new Derived(number + made);
        }

        static void count(int number) {
            if (counts == null) return;
            counts[number & 7]++;
        }

        static {
            for (int i = 0; i < 50_000; i++) count(i);
        }
    }

    /** Another thread calls a compiled method of it before the initializer is done. */
    static class Slow {
        static Thread caller;
        static int value;

        static int next(int x) {
            return value + x;
        }

        static {
            int sum = 0;
            for (int i = 0; i < 50_000; i++) sum += next(i);
            caller = callNext();
            while (!Calling.is) Thread.onSpinWait();
            for (int i = 0; i < 3_000_000; i++) sum ^= next(i);
            value = sum | 1;
        }
    }

    static class Calling {
        static volatile boolean is;
        static volatile int result;
    }

    static Thread callNext() {
        Thread thread = new Thread(() -> {
            Calling.is = true;
            Calling.result = Slow.next(5);
        });
        thread.start();
        return thread;
    }

    static class Fails {
        static int n;

        static int step(int i) {
            n += i;
            if (n > 400_000_000) throw new IllegalStateException("at " + n);
            return n;
        }

        static {
            for (int i = 0; i < 1_000_000; i++) step(i);
        }
    }

    static String failing() {
        try {
            return "returned " + Fails.step(1);
        } catch (LinkageError e) {
            return e.getClass().getSimpleName() + " " + e.getMessage() + (e instanceof ExceptionInInitializerError ? e.getCause() : "");
        }
    }

    public static void main(String[] args) throws Exception {
        long sum = 0;
        for (int square : Table.SQUARES) sum += square;
        System.out.println(sum + " " + Table.n);
        long numbers = 0;
        for (Base base : Base.ALL) numbers = numbers * 31 + base.number;
        System.out.println(numbers + " " + Base.made + " " + java.util.Arrays.toString(Derived.counts));
        int mine = Slow.next(5);
        Slow.caller.join();
        System.out.println(mine + " " + (mine == Calling.result));
        for (int i = 0; i < 3; i++) System.out.println(failing());
        System.out.println("done HotInitializers");
    }
}
