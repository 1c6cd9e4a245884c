/** String concatenation by invokedynamic: every type, constants, nulls, long and double slots, += and many operands. */
public class Concat {
    static int n;

    static String next() {
        return "n" + ++n;
    }

    static class T {
        public String toString() {
            return "T#" + n;
        }
    }

    static class NullStr {
        public String toString() {
            return null;
        }
    }

    public static void main(String[] args) {
        boolean z = true;
        byte b = -1;
        short s = -300;
        char c = '\u4e2d';
        int i = Integer.MIN_VALUE;
        long j = Long.MIN_VALUE;
        float f = 1.1f;
        double d = -0.0;
        String str = "str", nul = null;
        Object o = new T();
        char[] cs = null;
        System.out.println("z" + z + "b" + b + "s" + s + "c" + c + "i" + i + "j" + j + "f" + f + "d" + d + str + nul + o);
        System.out.println("" + i);
        System.out.println(i + "");
        System.out.println("" + nul);
        System.out.println(nul + nul);
        System.out.println(nul + "x" + null);
        System.out.println(1 + 2 + "3" + 4 + 5);
        System.out.println('a' + 'b' + "c" + 'd' + 1);
        System.out.println("" + c + (char) 0xe9 + "\u0001\u0002");
        System.out.println(next() + next() + (n += 10) + next());
        System.out.println(("a\u0001b" + i + "\u0002").length());
        str += i;
        str += 'c';
        str += 1.5;
        str += null;
        str += o;
        System.out.println(str);
        String[] arr = {"x", "y"};
        int k = 0;
        arr[k++] += k++ + "z";
        System.out.println(arr[0] + arr[1] + k);
        System.out.println("NaN " + Double.NaN + Float.POSITIVE_INFINITY + Double.MIN_VALUE + Float.MAX_VALUE);
        System.out.println("e" + 1e7 + 1e-3 + 1e-4f + 123456789.0f + 100.0 + 1.0E10f);
        System.out.println(new NullStr() + "!" + new NullStr());
        String many = "" + i + j + b + s + i + j + b + s + i + j + b + s + i + j + b + s + i + j + b + s + i + j + b + s + f + d + z + c + str + o + i + j;
        System.out.println(many + many.length());
        String a2 = "";
        for (int q = 0; q < 50; q++) a2 += q + (q % 2 == 0 ? "," : c + ";");
        System.out.println(a2.length() + " " + a2.hashCode());
        final String k1 = "K", k2 = k1 + 1;
        System.out.println((k2 == "K1") + " " + (k1 + i == "K" + i));
        StringBuilder sb = new StringBuilder("sb");
        System.out.println(sb + "/" + sb.append(1) + "/" + sb);
        Integer boxed = 5;
        Character bc = 'q';
        Long bl = null;
        System.out.println(boxed + bc + "=" + boxed + bc + bl);
        try {
            Object boom = new Object() {
                public String toString() {
                    throw new IllegalStateException("boom");
                }
            };
            System.out.println("x" + boom);
        } catch (IllegalStateException e) {
            System.out.println("caught " + e.getMessage());
        }
        int[] ia = {1, 2};
        System.out.println("arr " + ia[0] + ia[1] + ia.length + (ia.length > 1 ? "many" : 1));
        System.out.println("unicode " + "\ud83d\ude00" + c + "é".length());
        System.out.println("done Concat" + args.length);
    }
}
