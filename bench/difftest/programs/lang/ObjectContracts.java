// difftest: gc-every=20000
import java.util.*;

/** Object's own methods: clone of objects and arrays, shallow and deep, identity hashes, getClass, toString and equals by default, in interfaces and arrays. */
public class ObjectContracts {
    static class Plain {
        int x = 1;
    }

    static class Node implements Cloneable {
        int v;
        long w = 1L << 40;
        double d = 0.25;
        Node next;
        int[] data = {1, 2, 3};
        static int constructed;

        Node(int v) {
            this.v = v;
            constructed++;
        }

        @Override
        public Node clone() {
            try {
                return (Node) super.clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }

        Node deep() {
            Node n = clone();
            n.data = data.clone();
            if (next != null) n.next = next.deep();
            return n;
        }
    }

    static class Sub extends Node {
        String more = "more";

        Sub(int v) {
            super(v);
        }
    }

    static class NoClone extends Plain {
        Object tryClone() throws CloneNotSupportedException {
            return clone();
        }
    }

    interface Shape {
        int hashCode();

        String toString();

        default String describe() {
            return "shape " + toString().startsWith("S") + " " + equals(this);
        }
    }

    enum En implements Shape { ONE, TWO }

    static class Bad {
        @Override
        public boolean equals(Object o) {
            return true;
        }

        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public String toString() {
            return "S" + getClass().getSimpleName() + "@" + Integer.toHexString(hashCode());
        }
    }

    public static void main(String[] args) throws Exception {
        Sub a = new Sub(7);
        a.next = new Node(8);
        int before = Node.constructed;
        Node c = a.clone();
        Node deep = a.deep();
        System.out.println((c != a) + " " + (c.getClass() == Sub.class) + " " + ((Sub) c).more + " " + (c.next == a.next) + " " + (c.data == a.data) + " " + c.w + " " + c.d + " " + (Node.constructed - before));
        a.data[0] = 99;
        a.next.v = 100;
        System.out.println(c.data[0] + " " + deep.data[0] + " " + c.next.v + " " + deep.next.v + " " + (deep.next != a.next));
        try {
            new NoClone().tryClone();
        } catch (CloneNotSupportedException e) {
            System.out.println(e);
        }
        int[][] m = {{1, 2}, {3}};
        int[][] mc = m.clone();
        mc[0][0] = 9;
        mc[1] = new int[]{5};
        System.out.println(Arrays.deepToString(m) + Arrays.deepToString(mc) + m.getClass().getSuperclass() + Arrays.toString(m.getClass().getInterfaces()));
        Object[] objs = new String[]{"a"}.clone();
        System.out.println(objs.getClass() + " " + new long[]{1L << 50}.clone()[0] + " " + new boolean[]{true}.clone()[0] + " " + new double[0].clone().length + " " + new char[]{'q'}.clone()[0] + new byte[]{-1}.clone()[0]);
        Set<Integer> hashes = new HashSet<>();
        Object[] keep = new Object[2000];
        for (int i = 0; i < keep.length; i++) {
            keep[i] = new Object();
            hashes.add(keep[i].hashCode());
        }
        int[] first = new int[keep.length];
        for (int i = 0; i < keep.length; i++) first[i] = System.identityHashCode(keep[i]);
        System.gc();
        boolean stable = true;
        for (int i = 0; i < keep.length; i++) stable &= first[i] == keep[i].hashCode();
        System.out.println((hashes.size() > 1990) + " " + stable + " " + System.identityHashCode(null));
        Object o = new Object();
        synchronized (o) {
            int h = o.hashCode();
            System.out.println(h == o.hashCode());
        }
        int ah = a.hashCode();
        System.out.println((a.clone().hashCode() != ah) + " " + a.equals(a.clone()) + " " + a.equals(a) + " " + a.toString().equals("ObjectContracts$Sub@" + Integer.toHexString(ah)) + " " + m.toString().startsWith("[[I@"));
        Bad b = new Bad();
        System.out.println(b + " " + b.equals(null) + " " + (System.identityHashCode(b) == 42) + " " + new HashSet<>(List.of(b)).contains(new Bad()) + " " + new Object() { public String toString() { return "anon " + getClass().getName(); } });
        Shape sh = En.TWO;
        System.out.println(sh.describe() + " " + sh.hashCode() / 1 * 0 + " " + sh.getClass() + " " + (sh instanceof Comparable));
        List<Integer> orig = new ArrayList<>(List.of(1, 2, 3));
        @SuppressWarnings("unchecked") List<Integer> lc = (List<Integer>) ((ArrayList<Integer>) orig).clone();
        lc.add(4);
        System.out.println(orig + " " + lc + " " + new GregorianCalendar(2020, 1, 29).clone().equals(new GregorianCalendar(2020, 1, 29)) + " " + ((BitSet) BitSet.valueOf(new long[]{5}).clone()));
        try {
            ((Object) "x").wait();
        } catch (IllegalMonitorStateException e) {
            System.out.println(e.getMessage());
        }
        System.out.println("done ObjectContracts");
    }
}
