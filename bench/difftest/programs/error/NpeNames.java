// difftest: javac=-g
/** Helpful messages when the class file has names of locals: scopes, parameters, reused slots, long and double locals, this. */
public class NpeNames {
    int[] data;
    NpeNames inner;

    static void show(Runnable r) {
        try {
            r.run();
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
    }

    static int sum(int[] numbers, int index, NpeNames other) {
        try {
            return numbers[index];
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            return other.inner.data.length;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        return 0;
    }

    void method(String text, long big, double wide, Object last) {
        try {
            text.length();
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            last.hashCode();
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            this.inner.inner = null;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        {
            String first = null;
            try {
                first.trim();
            } catch (NullPointerException e) {
                System.out.println(e.getMessage());
            }
        }
        {
            int[][] second = new int[2][];
            int row = 1;
            try {
                second[row][row + 1]++;
            } catch (NullPointerException e) {
                System.out.println(e.getMessage());
            }
            try {
                second[row - 1][(int) big] = row;
            } catch (NullPointerException e) {
                System.out.println(e.getMessage());
            }
        }
        for (NpeNames loopVar = null; ; ) {
            try {
                loopVar.data = null;
            } catch (NullPointerException e) {
                System.out.println(e.getMessage());
            }
            break;
        }
    }

    public static void main(String[] args) {
        sum(null, 3, new NpeNames());
        new NpeNames().method(null, 5L, 2.5, null);
        String captured = null;
        show(() -> captured.length());
        show(new Runnable() {
            public void run() {
                captured.isEmpty();
            }
        });
        Integer boxed = null;
        try {
            int x = boxed;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        Object lock = null;
        try {
            synchronized (lock) {
                System.out.println("no");
            }
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        RuntimeException ex = null;
        try {
            throw ex;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        String sw = args.length == 0 ? null : "x";
        try {
            switch (sw) {
                case "a": System.out.println("a");
            }
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("done NpeNames");
    }
}
