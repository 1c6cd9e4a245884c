// difftest: flags=-Xbatch
import java.util.function.IntUnaryOperator;

/** Branches that were never taken while their method was compiled are taken later, in phases. */
public class ChangingPhases {
    static int branches(int phase, int x) {
        int r = x;
        if (phase == 1) r += 10;
        if (phase == 2) r ^= 0x55;
        if (phase == 3) {
            r *= 3;
            if (x % 1000 == 0) r -= 7;
        }
        if (phase >= 4) {
            Integer boxed = r;
            r = boxed.hashCode() + 1;
        }
        switch (phase) {
            case 5: r += 5; break;
            case 6: r += 6; break;
            default: break;
        }
        return r;
    }

    static long inLoop(int n, int limit, Object other) {
        long sum = 0;
        Object o = "text";
        for (int i = 0; i < n; i++) {
            if (i > limit) {
                sum += 3;
                o = other;
            }
            if (o == null) sum ^= i;
            if (o instanceof Integer) sum += (Integer) o;
            sum += i & 7;
        }
        return sum;
    }

    static double withStack(double x, long y, boolean strange, String s) {
        return x * (strange ? s.length() + y : y - 1) + (strange ? x : -x);
    }

    static int throwing(int x) {
        try {
            if (x < 0) throw new IllegalArgumentException();
            return x;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    static synchronized int locked(int x) {
        if (x == 99_999) return -x;
        return x & 15;
    }

    static long run(int n, IntUnaryOperator f) {
        long sum = 0;
        for (int i = 0; i < n; i++) sum = sum * 31 + f.applyAsInt(i);
        return sum;
    }

    public static void main(String[] args) {
        for (int phase = 0; phase < 7; phase++) {
            int p = phase;
            System.out.println("phase " + phase + " " + run(8000, i -> branches(p, i)));
        }
        for (int phase = 6; phase >= 0; phase--) {
            int p = phase;
            System.out.println("back to " + phase + " " + run(500, i -> branches(p, i)));
        }
        System.out.println(inLoop(30_000, 40_000, null));
        System.out.println(inLoop(30_000, 20_000, null));
        System.out.println(inLoop(30_000, 25_000, 17));
        System.out.println(run(8000, i -> (int) withStack(i, 2L * i, false, "abc")));
        System.out.println(run(8000, i -> (int) withStack(i, 2L * i, i > 7000, "abc")));
        System.out.println(run(8000, ChangingPhases::throwing));
        System.out.println(run(8000, i -> throwing(4000 - i)));
        System.out.println(run(8000, ChangingPhases::locked));
        System.out.println(run(100_001, i -> i < 99_990 ? 1 : locked(i)));
        System.out.println("done ChangingPhases");
    }
}
