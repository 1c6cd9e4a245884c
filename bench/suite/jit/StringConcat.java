/** Concatenation with +, which javac turns into invokedynamic. */
public class StringConcat {
    static int total(String s) {
        return s.length() * 31 + s.charAt(s.length() / 2);
    }

    static long concat() {
        long sum = 0;
        String prefix = "key";
        for (int i = 0; i < 40_000; i++) {
            String a = prefix + i;
            String b = "(" + a + ", " + (i & 7) + ")";
            String c = a + '=' + b + ';' + (i * 3L) + (i % 3 == 0);
            sum += total(a) + total(b) + total(c) + c.hashCode();
            if ((i & 15) == 0) sum += total(b + 'x' + (Object) null + (double) (i >> 8));
        }
        return sum;
    }

    public static void main(String[] args) {
        BenchHarness.run("StringConcat", args, 150, -197643244432L, StringConcat::concat);
    }
}
