/** Allocation: short-lived objects of several sizes, arrays, binary trees, a queue that keeps some. */
public class Alloc {
    static class Tree {
        Tree l, r;

        Tree(int d) {
            if (d > 0) {
                l = new Tree(d - 1);
                r = new Tree(d - 1);
            }
        }

        int count() {
            return 1 + (l == null ? 0 : l.count() + r.count());
        }
    }

    static class P {
        final int x, y;

        P(int x, int y) {
            this.x = x;
            this.y = y;
        }

        P plus(P o) {
            return new P(x + o.x, y - o.y);
        }
    }

    public static void main(String[] args) {
        long sum = 0;
        Tree keep = new Tree(13);
        for (int i = 0; i < 60; i++) sum += new Tree(12).count();
        P p = new P(0, 0);
        for (int i = 0; i < 2_000_000; i++) p = p.plus(new P(i, 1));
        Object[] ring = new Object[1024];
        for (int i = 0; i < 800_000; i++) {
            ring[i & 1023] = (i & 3) == 0 ? new int[i & 63] : (i & 3) == 1 ? new byte[i & 255] : (i & 3) == 2 ? new Object[]{ring[(i + 7) & 1023] instanceof int[] a ? a.length : null} : new P(i, i);
        }
        for (Object o : ring) sum += o instanceof int[] a ? a.length : o instanceof byte[] b ? b.length : o instanceof P q ? q.x : 1;
        System.out.println("Alloc " + sum + " " + p.x + " " + p.y + " " + keep.count());
    }
}
