import java.util.function.IntUnaryOperator;

/** Loops whose indexes leave arrays at one certain round, with what was stored before; bounds at the ends of int. */
public class LoopBounds {
    static int calls;

    interface Act {
        long run();
    }

    static void t(String what, Act act) {
        String end;
        try {
            end = "" + act.run();
        } catch (RuntimeException e) {
            end = e.toString();
        }
        System.out.println(what + ": " + end);
    }

    static long sum(int[] a) {
        long s = 0;
        for (int i = 0; i < a.length; i++) s = s * 31 + a[i];
        return s;
    }

    static long up(int[] a, int from, int to) {
        long s = 0;
        for (int i = from; i < to; i++) {
            a[i] += i;
            s += a[i];
        }
        return s;
    }

    static long upIncluding(int[] a, int from, int to) {
        long s = 0;
        for (int i = from; i <= to; i++) {
            a[i] ^= i + 1;
            s += a[i];
            if (s > 1000000) break;
        }
        return s;
    }

    static long down(int[] a, int from, int to) {
        long s = 0;
        for (int i = from; i >= to; i--) {
            a[i] += 2;
            s = s * 3 + a[i];
        }
        return s;
    }

    static long downExcluding(int[] a, int from, int to) {
        long s = 0;
        for (int i = from; i > to; i -= 3) {
            a[i - 1]++;
            s = s * 3 + a[i - 1];
        }
        return s;
    }

    static long pairs(int[] a, int n) {
        long s = 0;
        for (int i = 0; i < n; i += 2) {
            int t = a[i];
            a[i] = a[i + 1];
            a[i + 1] = t;
            s += t;
        }
        return s;
    }

    static long strided(int[] a, int from, int to, int step) {
        long s = 0;
        for (int i = from; i < to; i += step) {
            a[i]++;
            s += i;
            if (++calls > 50) break;
        }
        return s;
    }

    static long scaled(int[] a, int n, int offset) {
        long s = 0;
        for (int i = 0; i < n; i++) {
            a[3 * i + offset] = i;
            s += a[offset - i + n];
        }
        return s;
    }

    static long differs(int[] a, int from, int to) {
        long s = 0;
        for (int i = from; i != to; i++) {
            a[i] = i;
            s += i;
        }
        return s;
    }

    static long late(int[] a, int from, int to) {
        long s = 0;
        int i = from;
        do {
            a[i] += 5;
            s += a[i];
            i++;
        } while (i < to);
        return s;
    }

    static int atEnd(int[] a) {
        int n = 0;
        for (int i = Integer.MAX_VALUE - 3; i <= Integer.MAX_VALUE; i++) {
            if (++n > 9) return n;
            a[i & 3] += i;
        }
        return -1;
    }

    static int overEnd(int[] a, int to) {
        int n = 0;
        for (int i = to - 10; i < to; i += 7) {
            a[i & 7] += n++;
            if (n > 12) break;
        }
        return n;
    }

    static int underEnd(int[] a, int to) {
        int n = 0;
        for (int i = to + 10; i > to; i -= 7) {
            a[i & 7] += n++;
            if (n > 12) break;
        }
        return n;
    }

    static long longLoop(int[] a, long from, long to) {
        long s = 0;
        for (long i = from; i < to; i++) {
            a[(int) i] += 7;
            s += i;
        }
        return s;
    }

    static long longWraps(int[] a) {
        long n = 0;
        for (long i = Long.MAX_VALUE - 2; i <= Long.MAX_VALUE; i++) {
            if (++n > 6) break;
            a[(int) (i & 1)]++;
        }
        return n;
    }

    static long guarded(int[] a, int n) {
        long s = 0;
        for (int i = 0; i < n; i++) {
            if (i < a.length) s += a[i];
            else s--;
        }
        return s;
    }

    static long found(int[] a, int n, int key) {
        for (int i = 0; i < n; i++) {
            if (a[i] == key) return i;
        }
        return -1;
    }

    static long skipping(int[] a, int n) {
        long s = 0;
        outer:
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                if (a[j] % 5 == 4) continue outer;
                if (a[i] % 7 == 6) break outer;
                s += a[i] * j;
            }
        }
        return s;
    }

    static long triangle(long[][] m, int n) {
        long s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                m[i][j] += i - j;
                s = s * 17 + m[i][j];
            }
        }
        return s;
    }

    static long grown(int n) {
        int[] a = new int[2];
        long s = 0;
        for (int i = 0; i < n; i++) {
            if (i == a.length) {
                int[] b = new int[a.length * 2];
                for (int j = 0; j < a.length; j++) b[j] = a[j];
                a = b;
            }
            a[i] = i * i;
        }
        for (int x : a) s = s * 31 + x;
        return s;
    }

    static long wrapped(int[] a, int base) {
        long s = 0;
        for (int i = 0; i < 4; i++) {
            s += a[base + i - Integer.MAX_VALUE];
        }
        return s;
    }

    static int[] fresh(int n, IntUnaryOperator f) {
        int[] a = new int[n];
        for (int i = 0; i < n; i++) a[i] = f.applyAsInt(i);
        return a;
    }

    public static void main(String[] args) {
        for (int round = 0; round < 4; round++) {
            int[] a = fresh(12, i -> i * 5 + 1);
            int r = round;
            t("sum", () -> sum(a));
            t("up", () -> up(a, 0, 12));
            t("up beyond", () -> up(a, 3, 14));
            t("up before", () -> up(a, -1, 4));
            t("up none", () -> up(a, 20, 4) + up(a, Integer.MAX_VALUE, Integer.MIN_VALUE) + up(a, -5, -5));
            t("up ends", () -> up(a, Integer.MAX_VALUE - 1, Integer.MAX_VALUE));
            t("including", () -> upIncluding(a, 1, 11));
            t("including beyond", () -> upIncluding(a, 9, 12));
            t("including max", () -> upIncluding(a, 5, Integer.MAX_VALUE));
            t("down", () -> down(a, 11, 0));
            t("down none", () -> down(a, -1, 0));
            t("down beyond", () -> down(a, 4, -1));
            t("down above", () -> down(a, 12, 3));
            t("down excluding", () -> downExcluding(a, 12, 0));
            t("down excluding beyond", () -> downExcluding(a, 10, -5));
            t("pairs", () -> pairs(a, 12));
            t("pairs odd", () -> pairs(a, 11));
            t("pairs beyond", () -> pairs(a, 13));
            for (int step : new int[] {1, 2, 3, 5, 11, 100, Integer.MAX_VALUE, 0, -1, -4}) {
                t("strided " + step, () -> {
                    calls = 0;
                    return strided(a, 2, 12, step);
                });
            }
            t("scaled", () -> scaled(a, 4, 0));
            t("scaled at", () -> scaled(a, 3, 3));
            t("scaled beyond", () -> scaled(a, 4, 3));
            t("scaled before", () -> scaled(a, 4, -1));
            t("differs", () -> differs(a, 2, 9));
            t("differs never", () -> differs(a, 9, 2));
            t("late", () -> late(a, 2, 9));
            t("late once", () -> late(a, 11, 2));
            t("late beyond", () -> late(a, 12, 2));
            t("late end", () -> late(a, Integer.MAX_VALUE, 5));
            t("at end", () -> atEnd(a));
            t("over end", () -> overEnd(a, Integer.MAX_VALUE) * 100 + overEnd(a, 5));
            t("under end", () -> underEnd(a, Integer.MIN_VALUE) * 100 + underEnd(a, 5));
            t("long", () -> longLoop(a, 1, 12));
            t("long beyond", () -> longLoop(a, 10, 14));
            t("long narrowed", () -> longLoop(a, (1L << 32) + 2, (1L << 32) + 6));
            t("long wraps", () -> longWraps(a));
            t("guarded", () -> guarded(a, 20));
            t("found", () -> found(a, 100, a[7]));
            t("not found", () -> found(a, 14, -12345));
            t("skipping", () -> skipping(a, 12));
            t("skipping beyond", () -> skipping(fresh(5, i -> i), 7));
            long[][] m = new long[6][];
            for (int i = 0; i < 6; i++) m[i] = new long[r == 2 && i == 4 ? 3 : i + 1];
            t("triangle", () -> triangle(m, 6));
            if (r == 3) m[5] = null;
            t("triangle null", () -> triangle(m, 7));
            t("grown", () -> grown(20));
            t("wrapped", () -> wrapped(a, Integer.MAX_VALUE) + wrapped(a, Integer.MIN_VALUE));
            t("wrapped beyond", () -> wrapped(a, Integer.MIN_VALUE + 8));
            System.out.println(sum(a));
        }
        System.out.println("done LoopBounds");
    }
}
