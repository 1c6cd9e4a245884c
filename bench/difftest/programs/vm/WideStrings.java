// difftest: flags=-XX:-CompactStrings
import java.util.*;

/** Strings that are never compacted: constants, concatenation, text made by the VM, hashing, interning, conversions. */
public class WideStrings {
    enum Kind { FIRST, SECOND }

    record Pair(int left, String right) {}

    static String join(Object a, Object b) {
        return a + ":" + b;
    }

    public static void main(String[] args) throws Exception {
        String constant = "plain text", latin = "\u00e4\u00f6", wide = "\u4e2d\u6587";
        System.out.println(constant.length() + " " + latin.length() + " " + wide.length() + " " + constant.hashCode() + " " + latin.hashCode() + " " + wide.hashCode());
        System.out.println(new String("plain text".toCharArray()).intern() == constant);
        System.out.println(("plain " + args.length + "text").equals("plain 0text") + " " + join("a", 1).equals("a:1") + " " + join(wide, latin).length());
        System.out.println(WideStrings.class.getName().equals("WideStrings") + " " + WideStrings.class.getName().hashCode() + " " + Kind.valueOf("SECOND") + " " + new Pair(3, "x"));
        System.out.println(WideStrings.class.getDeclaredMethod("join", Object.class, Object.class).getName() == "join");
        try {
            Object o = constant;
            System.out.println((Integer) o);
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        try {
            Class.forName("no.such.Type");
        } catch (ClassNotFoundException e) {
            System.out.println(e.getMessage().toUpperCase().toLowerCase() + " " + e.getStackTrace().length / 100);
        }
        switch (constant.substring(0, 5)) {
            case "plain" -> System.out.println("plain");
            default -> System.out.println("other");
        }
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : "the cat and the dog and \u4e2d\u6587 and \u00e4".split(" "))
            counts.merge(word, 1, Integer::sum);
        counts.forEach((word, n) -> System.out.println(word.length() + "/" + word.codePointAt(0) + "=" + n));
        StringBuilder b = new StringBuilder();
        b.append(constant).append('\u00e4').append(12L).append(1.5).append(true).insert(0, wide).reverse().setLength(9);
        System.out.println(b.length() + " " + b.indexOf("5.1") + " " + Arrays.toString(b.toString().getBytes("UTF-8")));
        System.out.println(String.format("%5d|%-6s|%x", 42, "ab", 255) + " " + "a,b,,c".replace(",", "--") + " " + "AbC".equalsIgnoreCase("aBc") + " " + "abc".compareTo("abd") + " " + "  x ".strip() + "|");
        System.out.println(System.getProperty("java.specification.version").length() + " " + Thread.currentThread().getName().equals("main") + " " + "xyz".repeat(3).lastIndexOf("yz"));
        var field = Class.forName("java.lang.management.ManagementFactory");
        System.out.println(field.getSimpleName());
        System.out.println("done WideStrings");
    }
}
