/** Multi-dimensional arrays: multianewarray, jagged, partial dimensions, class names, covariant checks. */
public class ArraysMulti {
    interface Shape {}
    static class Sq implements Shape {}
    static class Ci implements Shape {}

    static void name(Object o) {
        System.out.println(o.getClass().getName());
    }

    public static void main(String[] args) {
        int[][] a = new int[3][4];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) a[i][j] = i * 10 + j;
        int t = 0;
        for (int[] row : a) for (int v : row) t = t * 3 + v;
        System.out.println(t);
        long[][][] l = new long[2][3][];
        System.out.println(l[1].length);
        System.out.println(l[1][2] == null);
        l[1][2] = new long[]{1, 2, 3};
        l[1][2][1] += 1L << 40;
        System.out.println(l[1][2][1]);
        double[][][][] d = new double[2][2][2][2];
        d[1][1][1][1] = 1.25;
        System.out.println(d[1][1][1][1] + d[0][0][0][0]);
        String[][] jag = {{"a"}, {}, {"b", "c", null}, null};
        System.out.println(jag.length);
        System.out.println(jag[2].length);
        System.out.println(jag[3] == null);
        name(a);
        name(l);
        name(d);
        name(jag);
        name(new Shape[1][1]);
        name(new byte[0][0][0]);
        int[][] zero = new int[2][0];
        System.out.println(zero[1].length);
        int[][] none = new int[0][5];
        System.out.println(none.length);
        try {
            int[][] neg = new int[2][a[0][0] - 1];
        } catch (NegativeArraySizeException e) {
            System.out.println(e.getMessage());
        }
        try {
            int[][][] neg = new int[0][-1 - a[0][0]][2];
        } catch (NegativeArraySizeException e) {
            System.out.println(e.getMessage());
        }
        Shape[][] shapes = new Sq[2][2];
        shapes[0][0] = new Sq();
        try {
            shapes[0][1] = new Ci();
        } catch (ArrayStoreException e) {
            System.out.println(e.getMessage());
        }
        try {
            shapes[1] = new Ci[2];
        } catch (ArrayStoreException e) {
            System.out.println(e.getMessage());
        }
        Object[] objs = a;
        try {
            objs[0] = new long[4];
        } catch (ArrayStoreException e) {
            System.out.println(e.getMessage());
        }
        objs[0] = new int[]{42};
        System.out.println(a[0][0]);
        try {
            System.out.println(a[0][1]);
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        Object o = a;
        System.out.println(o instanceof int[][]);
        System.out.println(o instanceof int[]);
        System.out.println(o instanceof Object[]);
        System.out.println(o instanceof Cloneable);
        System.out.println(o instanceof java.io.Serializable);
        System.out.println((Object) shapes instanceof Shape[][]);
        System.out.println((Object) shapes instanceof Object[][]);
        System.out.println((Object) shapes instanceof Sq[][]);
        System.out.println((Object) shapes instanceof Ci[][]);
        System.out.println((Object) new int[1] instanceof Cloneable);
        Cloneable[] cs = {new int[1], new String[2]};
        System.out.println(cs.length);
        Object[][] oo = jag.clone();
        System.out.println(oo[0] == jag[0]);
        try {
            Object x = (String[]) (Object) a;
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(int[][].class.getComponentType());
        System.out.println(Shape[][].class.getSuperclass());
        System.out.println(Shape[].class.getInterfaces().length);
        System.out.println(int[].class.getModifiers());
        int[][] tri = new int[10][];
        for (int i = 0; i < tri.length; i++) {
            tri[i] = new int[i + 1];
            tri[i][0] = tri[i][i] = 1;
            for (int j = 1; j < i; j++) tri[i][j] = tri[i - 1][j - 1] + tri[i - 1][j];
        }
        for (int v : tri[9]) {
            System.out.print(v);
            System.out.print(' ');
        }
        System.out.println();
        System.out.println("done ArraysMulti");
    }
}
