/** One-dimensional arrays of every element type: defaults, stores, bounds, arraycopy, clone. */
public class Arrays1D {
    static int bad(Runnable r) {
        try {
            r.run();
            return 0;
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
            return 1;
        } catch (NegativeArraySizeException e) {
            System.out.println(e.getMessage());
            return 2;
        } catch (ArrayStoreException e) {
            System.out.println(e.getMessage());
            return 3;
        } catch (NullPointerException e) {
            return 4;
        }
    }

    public static void main(String[] args) {
        boolean[] z = new boolean[3];
        byte[] b = new byte[4];
        short[] s = new short[5];
        char[] c = new char[6];
        int[] i = new int[7];
        long[] j = new long[8];
        float[] f = new float[9];
        double[] d = new double[10];
        Object[] o = new Object[11];
        System.out.println(z.length + b.length + s.length + c.length + i.length + j.length + f.length + d.length + o.length);
        System.out.println(z[2]);
        System.out.println(b[3] + s[4] + c[5] + i[6] + j[7] + f[8] + d[9]);
        System.out.println(o[10] == null);
        z[1] = true;
        b[1] = (byte) 0x1ff;
        s[1] = (short) 0x1ffff;
        c[1] = (char) 0x12345;
        i[1] = 1 << 31;
        j[1] = 1L << 63;
        f[1] = 1.5f;
        d[1] = 2.5;
        o[1] = "str";
        System.out.println(z[0] ? 1 : z[1] ? 2 : 3);
        System.out.println(b[1]);
        System.out.println(s[1]);
        System.out.println((int) c[1]);
        System.out.println(i[1]);
        System.out.println(j[1]);
        System.out.println(f[1]);
        System.out.println(d[1]);
        System.out.println(o[1]);
        for (int k = 0; k < i.length; k++) i[k] = k * k;
        i[3] += 5;
        i[4]++;
        --i[5];
        i[6] <<= 2;
        int sum = 0;
        for (int v : i) sum = sum * 10 + v;
        System.out.println(sum);
        System.arraycopy(i, 0, i, 2, 5);
        for (int v : i) System.out.print(v);
        System.out.println();
        System.arraycopy(i, 2, i, 0, 5);
        for (int v : i) System.out.print(v);
        System.out.println();
        int[] cl = i.clone();
        cl[0] = -1;
        System.out.println(i[0]);
        System.out.println(cl.length);
        char[] hello = {'h', 'e', 'l', 'l', 'o'};
        System.out.println(hello);
        System.arraycopy(hello, 0, hello, 1, 4);
        System.out.println(hello);
        b[0] = 'x';
        z[0] = !z[1] | true;
        b[2] += 127;
        b[2] += 127;
        System.out.println(b[2]);
        Object[] strs = new String[2];
        try {
            strs[0] = Integer.valueOf(1);
        } catch (ArrayStoreException e) {
            System.out.println(e.getMessage());
        }
        strs[0] = null;
        strs[1] = "ok";
        System.out.println(strs[1]);
        try {
            i[7] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.out.println(d[-1]);
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            int n = -3;
            long[] neg = new long[n];
        } catch (NegativeArraySizeException e) {
            System.out.println(e.getMessage());
        }
        try {
            Object[] neg = new String[i[0] - 100];
        } catch (NegativeArraySizeException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.arraycopy(i, 0, i, 5, 5);
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.arraycopy(i, 0, j, 0, 1);
        } catch (ArrayStoreException e) {
            System.out.println(e.getMessage());
        }
        try {
            Object[] mixed = {"a", "b", 3, "d"};
            System.arraycopy(mixed, 0, new String[4], 0, 4);
        } catch (ArrayStoreException e) {
            System.out.println(e.getMessage());
        }
        byte[] none = null;
        try {
            System.out.println(none.length);
        } catch (NullPointerException e) {
            System.out.println("npe");
        }
        System.out.println(new int[0].getClass().getName());
        System.out.println(new String[0].getClass().getName());
        System.out.println(o instanceof Object[]);
        System.out.println((Object) i instanceof Object[]);
        System.out.println(strs.getClass() == String[].class);
        System.out.println("done Arrays1D");
    }
}
