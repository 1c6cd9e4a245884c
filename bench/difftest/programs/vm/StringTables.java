import java.util.*;

/** Interning and constants: literals across classes, computed strings, unusual contents, many interned strings surviving collections; class constants. */
public class StringTables {
    static class Other {
        static final String S = "shared literal";
        static String make() {
            return "shared " + "literal";
        }
    }

    interface C {
        String S = "shared literal";
    }

    public static void main(String[] args) throws Exception {
        String a = "shared literal", b = new String(a), c = ("shared " + args.length).replace("0", "literal");
        System.out.println((a == Other.S) + " " + (a == Other.make()) + " " + (a == C.S) + " " + (a == b) + " " + (a == c) + " " + (a == c.intern()) + " " + (b.intern() == a));
        System.out.println(("" == "".intern()) + " " + (new String() == "") + " " + (String.valueOf(new char[0]) == ""));
        System.out.println("\0".length() + " " + "\0\u0001\uffff".hashCode() + " " + "\ud800".length() + " " + "\ud800".equals("\udc00") + " " + "\ud83d\ude00".codePointAt(0) + " " + ("\0" == "\0".intern()));
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < 200; i++) kept.add(("intern-" + i % 50).intern());
        System.gc();
        int same = 0;
        for (int i = 0; i < 200; i++) if (kept.get(i) == kept.get(i % 50) && kept.get(i) == ("intern-" + i % 50).intern()) same++;
        System.out.println(same);
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < 1000; i++) sb.append((char) ('a' + i % 26));
        System.out.println((sb.toString().intern() == sb.toString().intern()) + " " + (("\u4e2d" + args.length).intern() == ("\u4e2d" + 0)) + " " + ("\u4e2d0".equals("\u4e2d" + args.length)));
        System.out.println((int.class == Integer.TYPE) + " " + (String.class == a.getClass()) + " " + (String[].class == new String[0].getClass()) + " " + (Class.forName("StringTables$Other") == Other.class) + " " + (void.class == Void.TYPE));
        Object lit = StringTables.class.getDeclaredMethod("lit").invoke(null);
        System.out.println((lit == "from lit") + " " + (Other.class.getDeclaredField("S").get(null) == a));
        String[] switchOn = {"one", "two", new String("three"), "FB", "Ea", new String("Ea")};
        for (String s : switchOn) {
            switch (s) {
                case "one" -> System.out.print(1);
                case "three" -> System.out.print(3);
                case "FB" -> System.out.print("fb");
                case "Ea" -> System.out.print("ea");
                default -> System.out.print("?");
            }
        }
        System.out.println();
        Map<String, Integer> m = new IdentityHashMap<>();
        for (String s : new String[]{"k", new String("k"), "k", "k".intern(), "K".toLowerCase(), "xk".substring(1)}) m.merge(s, 1, Integer::sum);
        System.out.println(m.size() + " " + m.get("k"));
        byte[] latin = {(byte) 0xe9, 0x41};
        System.out.println((new String(latin, "ISO-8859-1") == new String(latin, "ISO-8859-1")) + " " + (new String(latin, "ISO-8859-1").intern() == "éA"));
        System.out.println("x".repeat(0).isEmpty() + " " + ("abc".substring(0) == "abc") + " " + ("abc".replace('z', 'y') == "abc") + " " + ("abc".trim() == "abc") + " " + ("abc".concat("") == "abc") + " " + ("abc".toLowerCase() == "abc") + " " + ("abc".toString() == "abc") + " " + ("abc".strip() == "abc"));
        System.out.println("done StringTables");
    }

    static String lit() {
        return "from lit";
    }
}
