import java.util.*;

/** Deep but bounded recursion that must not overflow on the default stack, and overflow recovery with live objects, monitors and finally blocks. */
public class StackDeepShapes {
    static class Tree {
        final Tree next;
        final int v;

        Tree(Tree n, int v) {
            next = n;
            this.v = v;
        }

        long sum() {
            return v + (next == null ? 0 : next.sum());
        }
    }

    static int locks;
    static final Object LOCK = new Object();

    static void locked() {
        synchronized (LOCK) {
            locks++;
            try {
                locked();
            } finally {
                locks--;
            }
        }
    }

    static List<int[]> live = new ArrayList<>();

    static int keep(int n) {
        int[] mine = {n, n * 2};
        try {
            return keep(n + 1);
        } catch (StackOverflowError e) {
            if (live.size() < 50) live.add(mine);
            throw e;
        }
    }

    static int recover(int n) {
        try {
            return recover(n + 1);
        } catch (StackOverflowError e) {
            return n;
        }
    }

    static boolean even(int n) {
        return n == 0 || odd(n - 1);
    }

    static boolean odd(int n) {
        return n != 0 && even(n - 1);
    }

    static Object proxyRec(Map<String, Object> m, int n) {
        return n == 0 ? "end" : m.computeIfAbsent("k" + n, k -> proxyRec(new HashMap<>(), n - 1));
    }

    public static void main(String[] args) throws Exception {
        Tree t = null;
        for (int i = 0; i < 5000; i++) t = new Tree(t, i);
        System.out.println(t.sum());
        System.out.println(even(6000) + " " + odd(6001));
        for (int i = 0; i < 3; i++) {
            try {
                locked();
            } catch (StackOverflowError e) {
                System.out.println("overflow, balance " + (Math.abs(locks) <= 1) + " held " + Thread.holdsLock(LOCK));
                locks = 0;
            }
        }
        Thread other = new Thread(() -> {
            synchronized (LOCK) {
                System.out.println("other thread got the lock");
            }
        });
        other.start();
        other.join();
        try {
            keep(0);
        } catch (StackOverflowError e) {
            boolean ok = live.size() == 50;
            for (int[] a : live) ok &= a[1] == a[0] * 2;
            System.out.println("kept " + ok);
        }
        System.out.println(recover(0) > 500);
        System.out.println(proxyRec(new HashMap<>(), 200));
        int n = 0;
        for (int i = 0; i < 20; i++) if (recover(0) > 500) n++;
        System.out.println(n);
        Thread small = new Thread(null, () -> System.out.println("small stack recovers " + (recover(0) > 50)), "small", 256 << 10);
        small.start();
        small.join();
        StringBuilder sb = new StringBuilder("1");
        for (int i = 0; i < 800; i++) sb.insert(0, '(').append(')');
        System.out.println(parse(sb.toString(), new int[1]));
        System.out.println("done StackDeepShapes");
    }

    static int parse(String s, int[] p) {
        if (s.charAt(p[0]) == '(') {
            p[0]++;
            int v = parse(s, p);
            p[0]++;
            return v + 1;
        }
        return s.charAt(p[0]++) - '0';
    }
}
