class Arrays1 {
    static int kinds() {
        byte[] b = new byte[4]; short[] s = new short[4]; char[] c = new char[4]; boolean[] z = new boolean[4];
        int[] i = new int[4]; long[] l = new long[4]; float[] f = new float[4]; double[] d = new double[4];
        for (int n = 0; n < 4; n++) {
            b[n] = (byte) (n * 100); s[n] = (short) (n * 20000); c[n] = (char) (n * 40000); z[n] = n % 2 == 0;
            i[n] = n * 1000000000; l[n] = n * 5000000000L; f[n] = n * 0.5f; d[n] = n * 0.25;
        }
        int h = 0;
        for (int n = 0; n < 4; n++) {
            h = h * 31 + b[n] + s[n] + c[n] + (z[n] ? 1 : 0) + i[n] + (int) l[n] + (int) (f[n] * 4) + (int) (d[n] * 8);
        }
        return h;
    }
    static int nested() {
        int[][][] a = new int[2][3][];
        a[1][2] = new int[5];
        a[1][2][4] = 7;
        long[][] l = new long[3][2];
        l[2][1] = 5;
        Object[][] o = new Object[2][2];
        o[1][1] = l;
        return a[1][2][4] + a.length + a[0].length + (a[0][0] == null ? 100 : 0) + (int) l[2][1] + (o[1][1] == l ? 1000 : 0);
    }
    static int outOfBounds() {
        int[] a = new int[3];
        int n = 0;
        for (int at = -2; at < 6; at++) {
            try {
                a[at] = at;
                n += a[at] + 1;
            } catch (ArrayIndexOutOfBoundsException e) {
                n += 1000;
            }
        }
        return n;
    }
    static int nulls() {
        int n = 0;
        int[][] a = new int[2][];
        a[1] = new int[1];
        for (int[] one : a) {
            try { n += one.length; one[0]++; n += one[0] * 10; } catch (NullPointerException e) { n += 500; }
        }
        return n;
    }
    static int negativeSize() {
        int n = 0;
        for (int size = -1; size < 2; size++) {
            try { n += new int[size].length + new String[size].length + new int[1][size].length + 1; }
            catch (NegativeArraySizeException e) { n += 100; }
        }
        return n;
    }
    static int stores() {
        Object[] a = new Base[2];
        int n = 0;
        Object[] values = {new Base(), new Derived(), new Object(), null};
        for (Object value : values) {
            try { a[0] = value; n = n * 10 + 1; } catch (ArrayStoreException e) { n = n * 10 + 2; }
        }
        return n;
    }
    static long sort() {
        int[] a = new int[50];
        int seed = 12345;
        for (int i = 0; i < a.length; i++) { seed = seed * 1103515245 + 12345; a[i] = seed >> 8; }
        for (int i = 1; i < a.length; i++) {
            int x = a[i], j = i;
            while (j > 0 && a[j - 1] > x) { a[j] = a[j - 1]; j--; }
            a[j] = x;
        }
        long h = 0;
        for (int x : a) h = h * 1000003 + x;
        return h;
    }
    static int compound() {
        int[] a = {1, 2, 3};
        long[] l = {10, 20};
        a[a[0]++] += 5;
        l[(int) l[0] - 9] -= l[0]--;
        byte[] b = {100};
        b[0] += 100;
        return a[0] * 100 + a[1] * 10 + a[2] + (int) l[0] + (int) l[1] + b[0] + ++a[2] + (int) l[1]++;
    }
    static class Base {}
    static class Derived extends Base {}
}
