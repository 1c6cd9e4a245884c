/** Boxing, unboxing, caches, mixed comparison, compound assignment on boxes, varargs. */
public class Boxing {
    static int sum(int... xs) {
        int s = 0;
        for (int x : xs) s += x;
        return s * 10 + xs.length;
    }

    static String kinds(Object... os) {
        if (os == null) return "null array";
        StringBuilder sb = new StringBuilder();
        for (Object o : os) sb.append(o == null ? "null" : o.getClass().getSimpleName()).append(' ');
        return sb.toString().trim();
    }

    static String first(String head, String... rest) {
        return head.concat("/").concat(String.valueOf(rest.length));
    }

    static Integer field = 5;
    static Character ch = 'a';
    static Long lf = 1L;

    public static void main(String[] args) {
        Integer a = 127, b = 127, c = 128, d = 128;
        System.out.println(a == b);
        System.out.println(c == d);
        System.out.println(c.equals(d));
        System.out.println(Integer.valueOf(-128) == Integer.valueOf(-128));
        System.out.println(Integer.valueOf(-129) == Integer.valueOf(-129));
        Long la = 127L, lb = 127L;
        System.out.println(la == lb);
        System.out.println(la.equals(127));
        System.out.println(la == 127);
        Byte b1 = 5, b2 = 5;
        System.out.println(b1 == b2);
        Character c1 = 127, c2 = 127, c3 = 128, c4 = 128;
        System.out.println(c1 == c2);
        System.out.println(c3 == c4);
        System.out.println(Boolean.valueOf(true) == Boolean.TRUE);
        Short s1 = 100, s2 = 100;
        System.out.println(s1 == s2);
        field++;
        field += 10;
        field = -field;
        System.out.println(field);
        ch++;
        System.out.println(ch);
        lf <<= 40;
        System.out.println(lf);
        Integer[] arr = {1, 2, 3};
        arr[1]++;
        arr[2] *= 5;
        int t = 0;
        for (int x : arr) t = t * 10 + x;
        System.out.println(t);
        System.out.println(sum());
        System.out.println(sum(1));
        System.out.println(sum(1, 2, 3));
        System.out.println(sum(new int[]{4, 5}));
        System.out.println(kinds(1, 2L, 3f, 4.0, 'c', (byte) 1, (short) 2, true, null, "s", new int[0]));
        System.out.println(kinds((Object[]) null));
        System.out.println(kinds((Object) null));
        System.out.println(kinds());
        System.out.println(kinds((Object[]) new String[]{"x", "y"}));
        System.out.println(kinds((Object) new String[]{"x", "y"}));
        System.out.println(first("h"));
        System.out.println(first("h", "a", "b"));
        try {
            Integer nul = null;
            int bad = nul;
        } catch (NullPointerException e) {
            System.out.println("npe unbox");
        }
        Object o = true ? 1 : "s";
        System.out.println(o.getClass().getSimpleName());
        Object o2 = true ? Integer.valueOf(1) : Double.valueOf(2);
        System.out.println(o2);
        System.out.println(Integer.hashCode(-5));
        System.out.println(Long.hashCode(1L << 33));
        System.out.println(Double.hashCode(1.5));
        System.out.println(Float.hashCode(1.5f));
        System.out.println(Boolean.hashCode(true));
        System.out.println(Character.hashCode('x'));
        System.out.println(Byte.toUnsignedInt((byte) -1));
        System.out.println(Short.toUnsignedInt((short) -1));
        System.out.println(Integer.compareUnsigned(-1, 1));
        System.out.println(Integer.decode("-0x1F"));
        System.out.println(Integer.parseUnsignedInt("4294967295"));
        System.out.println(Double.isNaN(0.0 / 0));
        System.out.println(Character.isDigit('\u0665'));
        System.out.println(Character.getNumericValue('\u0665'));
        System.out.println(Character.isLetter('\u4e2d'));
        System.out.println(Character.toUpperCase('\u00ff') == '\u0178');
        System.out.println(Character.isJavaIdentifierStart('$'));
        System.out.println(Character.toChars(0x1f600).length);
        System.out.println(Integer.class == int.class);
        System.out.println(int.class.getName());
        System.out.println(Integer.TYPE == int.class);
        System.out.println(new int[0].getClass().getComponentType() == int.class);
        System.out.println(void.class);
        System.out.println("done Boxing");
    }
}
