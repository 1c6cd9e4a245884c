/** What looks the same in all rounds of a loop and is not, or may not be computed before it; nulls, casts, divisions. */
public class LoopInvariants {
    static class Node {
        int x;
        Node next;
        int[] data;
        volatile int v;
        final int k;

        Node(int x, Node next, int[] data) {
            this.x = x;
            this.next = next;
            this.data = data;
            k = x * 3;
        }
    }

    static class Wide extends Node {
        long w0 = 5, w1 = 6;
        String name = "wide";

        Wide(int x) {
            super(x, null, new int[] {x});
        }
    }

    static int global;
    static int[] shared = {1, 2, 3, 4};
    static double scale = 1.5;

    interface Act {
        Object run();
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

    static int nullInZeroRounds(int[] a, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) s += a.length + a[i];
        return s;
    }

    static int nullBehindEffect(Node node, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            global++;
            s += node.x;
        }
        return s;
    }

    static int nullSometimes(Node node, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            if ((i & 3) == 3) s += node.x;
            s++;
        }
        return s;
    }

    static int fieldChanges(Node node, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            s = s * 7 + node.x;
            if (i % 3 == 1) node.x += i;
        }
        return s;
    }

    static int fieldChangesElsewhere(Node a, Node b, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            s = s * 7 + a.x;
            b.x = i;
        }
        return s;
    }

    static void touch(Node node) {
        node.x += 11;
        global += 3;
    }

    static int callChanges(Node node, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            s = s * 5 + node.x + global;
            touch(node);
        }
        return s;
    }

    static int arrayChanges(Node node, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            s += node.data[i];
            if (i == 2) node.data = new int[] {9, 9, 9, 9};
            if (i == 5) node.data = null;
        }
        return s;
    }

    static int staticArray(int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            s = s * 3 + shared[i & 3];
            shared[(i + 1) & 3] = s & 0xff;
            if (i == 6) shared = new int[] {4, 3, 2, 1};
        }
        return s;
    }

    static int divides(int x, int y, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            global++;
            s += x / y + x % y;
        }
        return s;
    }

    static long dividesSometimes(long x, long y, int n) {
        long s = 0;
        for (int i = 0; i < n; i++) {
            if (y != 0) s += x / y + i;
            else s -= i;
        }
        return s;
    }

    static String casts(Object o, int n) {
        String s = "";
        for (int i = 0; i < n; i++) {
            if (o instanceof Wide) s += ((Wide) o).name + ((Wide) o).w1;
            else if (o instanceof Node) s += ((Node) o).x;
            else if (o instanceof int[]) s += ((int[]) o).length;
            else s += "-";
        }
        return s;
    }

    static long castsAlways(Object o, int n) {
        long s = 0;
        for (int i = 0; i < n; i++) {
            global++;
            s += ((Wide) o).w0 + ((Wide) o).k;
        }
        return s;
    }

    static int volatileLoop(Node node, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            node.v += i;
            s += node.v * node.k;
        }
        return s;
    }

    static int list(Node node) {
        int s = 0;
        for (; node != null; node = node.next) s = s * 13 + node.x + node.data.length;
        return s;
    }

    static int monitors(Node node, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            synchronized (node) {
                s += node.x;
                node.x = s;
            }
        }
        return s;
    }

    static double floats(double[] a, double x, int n) {
        double s = -0.0;
        for (int i = 0; i < n; i++) {
            a[i] = a[i] * (x * scale) + x / 3;
            s += a[i] % (x + 1);
        }
        return s;
    }

    static float floatBits(float[] a) {
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < a.length; i++) {
            if (a[i] > best) best = a[i];
            else if (a[i] != a[i]) best = -best;
        }
        return best;
    }

    static int caught(int[] a, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            try {
                s += a[i];
                a[i] = s / (i - 4);
            } catch (ArrayIndexOutOfBoundsException e) {
                s -= 100;
            } catch (ArithmeticException e) {
                s += 1000;
            } catch (NullPointerException e) {
                s += 7;
            } finally {
                global ^= s;
            }
        }
        return s;
    }

    static int bytesAndBooleans(byte[] b, boolean[] z, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            s = s * 3 + b[0] + (z[1] ? 1 : 0);
            b[i & 1] = (byte) (s >> 3);
            z[i & 1] = (s & 4) != 0;
        }
        return s;
    }

    static int twoLevels(int[][] m, int n) {
        int s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                s += m[i][j] * m[j][i];
                if (s > 5000) m[(i + 1) % n] = new int[n];
            }
        }
        return s;
    }

    static int until(Node node) {
        int n = 0;
        while (true) {
            if (node.x > 100) return n;
            if (++n > 50) return -1;
            node.x += node.k;
        }
    }

    public static void main(String[] args) {
        for (int round = 0; round < 3; round++) {
            global = 0;
            t("null, no round", () -> nullInZeroRounds(null, 0));
            t("null, rounds", () -> nullInZeroRounds(null, 2));
            t("rounds", () -> nullInZeroRounds(new int[] {4, 5, 6}, 3));
            t("effect", () -> nullBehindEffect(null, 3));
            t("effect none", () -> nullBehindEffect(null, 0));
            t("effect node", () -> nullBehindEffect(new Node(4, null, null), 5));
            t("sometimes not", () -> nullSometimes(null, 3));
            t("sometimes", () -> nullSometimes(null, 6));
            t("sometimes node", () -> nullSometimes(new Node(9, null, null), 9));
            Node a = new Node(2, null, new int[] {1, 2, 3, 4}), b = new Node(3, a, new int[0]);
            t("changes", () -> fieldChanges(a, 12));
            t("elsewhere", () -> fieldChangesElsewhere(a, b, 7));
            t("the same", () -> fieldChangesElsewhere(a, a, 7));
            t("call", () -> callChanges(a, 8));
            t("array", () -> arrayChanges(a, 4));
            a.data = new int[] {5, 6, 7, 8, 9, 10, 11};
            t("array short", () -> arrayChanges(a, 7));
            a.data = new int[] {1};
            t("static", () -> staticArray(20));
            t("divide", () -> divides(77, 5, 4));
            t("divide by 0", () -> divides(77, 0, 4));
            t("divide none", () -> divides(77, 0, 0));
            t("divide min", () -> divides(Integer.MIN_VALUE, -1, 3));
            t("divide sometimes", () -> dividesSometimes(77, 0, 4) + dividesSometimes(Long.MIN_VALUE, -1, 4));
            Object[] objects = {new Wide(4), b, new int[3], "s", null};
            for (Object o : objects) {
                t("casts", () -> casts(o, 3));
                t("casts always", () -> castsAlways(o, 2));
                t("casts none", () -> castsAlways(o, 0));
            }
            t("volatile", () -> volatileLoop(a, 9));
            t("list", () -> list(b));
            t("list null", () -> list(new Node(1, new Node(2, a, null), new int[1])));
            t("monitors", () -> monitors(b, 5));
            t("floats", () -> floats(new double[] {1, -2, Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e308}, 2.5, 6));
            t("floats short", () -> floats(new double[] {1, -2}, 0, 3));
            t("bits", () -> floatBits(new float[] {1, -0.0f, Float.NaN, 7, 3}));
            t("caught", () -> caught(new int[] {9, 8, 7, 6, 5, 4, 3}, 9));
            t("caught null", () -> caught(null, 3));
            t("bytes", () -> bytesAndBooleans(new byte[] {1, -2}, new boolean[2], 15));
            t("levels", () -> twoLevels(new int[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}, 3));
            t("levels changed", () -> twoLevels(new int[][] {{100, 2, 3}, {4, 5, 6}, {7, 8, 9}}, 3));
            t("levels short", () -> twoLevels(new int[][] {{1, 2, 3}, {4, 5}, {7, 8, 9}}, 3));
            t("until", () -> until(a) + until(new Node(-1, null, null)));
            System.out.println(global);
        }
        System.out.println("done LoopInvariants");
    }
}
