// difftest: gc-every=100000
/**
 * Loops that are peeled, strip-mined and unrolled: at the ends of the ranges of int and long, with
 * ways out of the middle, with checks that fail in some round, and stopped from outside.
 */
public class CountedLoops {
    static class Node {
        int n;
        int[] numbers;

        Node(int n) {
            this.n = n;
            this.numbers = new int[n];
        }
    }

    static class Special extends Node {
        Special(int n) {
            super(n);
        }
    }

    static long up(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) sum += i ^ 5;
        return sum;
    }

    static long upIncluding(int from, int to) {
        long sum = 0;
        for (int i = from; i <= to; i++) {
            sum += i ^ 5;
            if (sum == 77 || i == Integer.MAX_VALUE) break;
        }
        return sum;
    }

    static long down(int from, int to) {
        long sum = 0;
        for (int i = from; i > to; i--) sum = sum * 3 + i;
        return sum;
    }

    static long downTo0(int from, int step) {
        long sum = 0;
        for (int i = from; i >= 0; i -= 3) sum = sum * 31 + i + step;
        return sum;
    }

    static long longs(long from, long to) {
        long sum = 0;
        for (long i = from; i < to; i++) sum = sum * 7 + i;
        return sum;
    }

    static long longsDown(long from, long to) {
        long sum = 0;
        for (long i = from; i > to; i -= 2) sum = sum * 7 + i;
        return sum;
    }

    static int longIndex(int[] numbers, long from, long to) {
        int sum = 0;
        for (long i = from; i < to; i++) sum += numbers[(int) i] * (int) i;
        return sum;
    }

    static int longBound(int[] numbers, long bound) {
        int sum = 0;
        for (int i = 0; i < bound; i++) sum = sum * 5 + numbers[i];
        return sum;
    }

    static int scaledIndex(int[] numbers, long bound) {
        int sum = 0;
        for (long i = 0; i < bound; i++) sum = sum * 5 + numbers[(int) (2 * i + 1)];
        return sum;
    }

    static int peeled(Object object, int bound) {
        int found = 0;
        int i = 0;
        for (; i < bound; i++) {
            if (object instanceof Special) {
                found += ((Special) object).n + i;
            } else if (object instanceof Node) {
                found -= ((Node) object).numbers[i];
                ((Node) object).numbers[i] = i;
            }
            if (found > 5000) break;
        }
        return found * 3 + i;
    }

    static int peeledLoads(Node node, int bound) {
        int sum = 0;
        for (int i = 0; i < bound; i++) {
            if ((i & 3) == 1) sum += 7;
            sum += node.n / (node.n - bound + i - 2) + node.numbers[i % 9];
        }
        return sum;
    }

    static int nested(int[][] rows) {
        int sum = 0;
        for (int i = 0; i < rows.length; i++) {
            int[] row = rows[i];
            for (int j = 0; j < 20; j++) {
                for (int k = j; k < row.length; k++) sum += row[k] * j + i;
            }
        }
        return sum;
    }

    interface Work {
        Object run();
    }

    static String attempt(Work work) {
        try {
            return String.valueOf(work.run());
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    static volatile boolean hasBegun;
    static long result;

    /** Nobody can stop the VM while this runs, unless it polls. */
    static void stopped() throws InterruptedException {
        Thread thread = new Thread(() -> {
            hasBegun = true;
            int x = 1;
            for (int n = 0; n < 20; n++) {
                for (int i = 0; i < 3_000_000; i++) x = x * 31 + i;
            }
            result = x;
        });
        thread.start();
        while (!hasBegun) Thread.onSpinWait();
        for (int i = 0; i < 3; i++) System.gc();
        thread.join();
        System.out.println("stopped " + result);
    }

    public static void main(String[] args) throws InterruptedException {
        int[] numbers = new int[3100];
        for (int i = 0; i < numbers.length; i++) numbers[i] = i * 7 - 3;
        int max = Integer.MAX_VALUE;
        int min = Integer.MIN_VALUE;
        int[][] rows = {new int[5], {3, 1, 4, 1, 5, 9, 2, 6}, new int[40], numbers};
        for (int round = 0; round < 60; round++) {
            StringBuilder line = new StringBuilder();
            for (int n : new int[] {0, 1, 7, 999, 1000, 1001, 2003}) {
                line.append(up(-3, n)).append(' ').append(up(max - n, max)).append(' ');
                line.append(up(min, min + n)).append(' ').append(up(n, 0)).append(' ');
                line.append(upIncluding(0, n)).append(' ').append(upIncluding(max - n, max)).append(' ');
                line.append(down(n, -5)).append(' ').append(down(min + n, min)).append(' ');
                line.append(downTo0(n, round)).append(' ');
                line.append(longs(-n, n)).append(' ').append(longs(Long.MAX_VALUE - n, Long.MAX_VALUE));
                line.append(' ').append(longs(Long.MIN_VALUE, Long.MIN_VALUE + n)).append(' ');
                line.append(longsDown(n, -2)).append(' ');
                line.append(longsDown(Long.MIN_VALUE + 2 * n + 2, Long.MIN_VALUE + 2)).append(' ');
                line.append(longIndex(numbers, n, 2 * n - 1000)).append(' ');
                line.append(longBound(numbers, n)).append(' ').append(scaledIndex(numbers, n / 2));
                line.append(' ').append(peeled(new Node(2500), n)).append(' ');
                line.append(peeled(new Special(3), n)).append(' ').append(peeled("", n)).append(' ');
                line.append(attempt(() -> peeledLoads(new Node(n + 9), n))).append(' ');
            }
            line.append(nested(rows));
            if (round % 20 == 0) System.out.println(line);
        }
        for (int round = 0; round < 3; round++) {
            System.out.println(attempt(() -> longIndex(numbers, 0, 3101)));
            System.out.println(attempt(() -> longIndex(numbers, -1, 4)));
            System.out.println(attempt(() -> longIndex(numbers, 4294967296L, 4294967299L)));
            System.out.println(attempt(() -> longIndex(numbers, 5, Long.MIN_VALUE)));
            System.out.println(attempt(() -> longBound(numbers, Long.MAX_VALUE)));
            System.out.println(attempt(() -> longBound(numbers, 4294967299L)));
            System.out.println(attempt(() -> scaledIndex(numbers, 1551)));
            System.out.println(attempt(() -> longBound(null, 3)));
            System.out.println(attempt(() -> longBound(null, 0)));
            System.out.println(attempt(() -> peeled(new Node(4), 9)));
            System.out.println(attempt(() -> peeledLoads(null, 0)));
            System.out.println(attempt(() -> peeledLoads(null, 1)));
            System.out.println(attempt(() -> peeledLoads(new Node(3), 12)));
        }
        stopped();
    }
}
