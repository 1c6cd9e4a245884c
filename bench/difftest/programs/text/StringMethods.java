import java.util.*;
import java.util.stream.*;

/** All of java.lang.String in pairs of Latin-1 and UTF-16 arguments, with edge indices; StringBuilder in both codings; joins, splits, formatted, transform. */
public class StringMethods {
    interface Act {
        Object run();
    }

    static String esc(Object o) {
        StringBuilder sb = new StringBuilder();
        for (char c : String.valueOf(o).toCharArray()) sb.append(c >= ' ' && c < 127 ? "" + c : String.format("\\u%04x", (int) c));
        return sb.toString();
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + esc(a.run()));
        } catch (RuntimeException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + esc(e.getMessage()));
        }
    }

    public static void main(String[] args) {
        String[] ss = {"", "a", "abcabc", "éa", "中a中", "\ud83d\ude00x", "ABC"};
        for (String a : ss) {
            StringBuilder row = new StringBuilder(esc(a));
            for (String b : ss) {
                row.append(" | ").append(a.indexOf(b)).append(',').append(a.lastIndexOf(b)).append(',').append(a.indexOf(b, 1)).append(',').append(a.compareTo(b)).append(',').append(a.compareToIgnoreCase(b)).append(',').append(a.equals(b)).append(a.contains(b)).append(a.startsWith(b)).append(a.endsWith(b))
                    .append(a.equalsIgnoreCase(b)).append(',').append(a.concat(b).length()).append(',').append(a.replace(b, "-").length()).append(',').append(a.regionMatches(true, 0, b, 0, b.length())).append(a.contentEquals(b));
            }
            System.out.println(row);
        }
        String s = "hello é world";
        for (int i : new int[]{-1, 0, 5, 12, 13, 14}) {
            t("charAt " + i, () -> s.charAt(i));
            t("substring " + i, () -> s.substring(i));
            t("codePointAt " + i, () -> s.codePointAt(i));
            t("indexOf " + i, () -> s.indexOf('o', i) + " " + s.lastIndexOf('o', i) + " " + s.startsWith("w", i));
            t("subSequence " + i, () -> s.subSequence(2, i));
            t("sb insert " + i, () -> new StringBuilder(s).insert(i, "中"));
            t("sb delete " + i, () -> new StringBuilder(s).delete(i, 99));
            t("sb setLength " + i, () -> {
                StringBuilder b = new StringBuilder(s);
                b.setLength(i);
                return b;
            });
            t("sb replace " + i, () -> new StringBuilder(s).replace(i, i + 2, "[]"));
        }
        t("getChars", () -> {
            char[] c = new char[6];
            s.getChars(1, 5, c, 1);
            return Arrays.toString(c);
        });
        t("getChars bad", () -> {
            s.getChars(1, 9, new char[3], 0);
            return 0;
        });
        t("new from", () -> new String(new char[]{'a', '中'}, 0, 1) + new String(new int[]{0x1f600, 'b'}, 0, 2) + new String(new StringBuffer("buf")) + String.copyValueOf(new char[]{'x', 'y', 'z'}, 1, 2));
        t("new bad cp", () -> new String(new int[]{0x110000}, 0, 1));
        t("new bad range", () -> new String(new char[3], 2, 5));
        t("strip", () -> "[" + " \t x\u2003".strip() + "][" + "  x ".stripLeading() + "][" + " x  ".stripTrailing() + "][" + "\u0001x\u0001".trim() + "]");
        t("repeat", () -> "ab".repeat(3) + "中".repeat(2) + "".repeat(100) + "z".repeat(0));
        t("lines", () -> "a\n\nb\r\nc\r".lines().collect(Collectors.joining("|")) + " " + "x".lines().count() + "".lines().count());
        t("chars", () -> "é中".chars().boxed().toList() + " " + "\ud83d\ude00".codePoints().boxed().toList() + " " + "abc".chars().map(Character::toUpperCase).mapToObj(c -> "" + (char) c).collect(Collectors.joining()));
        t("join", () -> String.join("中", List.of("a", "b")) + String.join(",", "x", null, "y") + String.join("-"));
        t("split", () -> Arrays.asList("a:b::c:".split(":")) + "" + Arrays.asList("a:b::c:".split(":", 3)) + Arrays.asList("a.b".split(".")) + Arrays.asList("a.b".split("\\.")) + Arrays.asList("中|x".split("\\|")) + Arrays.asList("aXbXc".split("X", -1)));
        t("replace", () -> "banana".replace('a', '中') + "banana".replace("an", "AN") + "aaa".replace("aa", "b") + "abc".replace("", "-") + "x".replace('y', 'z') + "中中".replace('中', 'a'));
        t("valueOf", () -> String.valueOf(true) + String.valueOf('c') + String.valueOf(1.5f) + String.valueOf(2L) + String.valueOf((Object) null) + String.valueOf(new char[]{'h', 'i'}));
        t("valueOf null", () -> String.valueOf((char[]) null));
        t("transform", () -> "abc".transform(x -> x + x.length()) + " " + "%s-%d".formatted("f", 3) + " " + "a".describeConstable().get() + " " + "abc".codePointCount(0, 3) + "a\ud83d\ude00b".offsetByCodePoints(0, 2));
        t("indent", () -> "a\n b".indent(2) + "  c".indent(-1) + "x".indent(0));
        t("escapes", () -> "a\\n\\t\\101\\s\\\\".translateEscapes());
        t("escapes bad", () -> "\\q".translateEscapes());
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            b.append(i).append(i % 7 == 0 ? "é" : i % 11 == 0 ? "中" : "x");
            if (i % 5 == 0) b.reverse();
            if (i % 6 == 0) b.insert(b.length() / 2, -i);
            if (i % 8 == 0) b.deleteCharAt(0);
        }
        System.out.println(esc(b) + " " + b.length() + " " + b.indexOf("中") + " " + b.lastIndexOf("x") + " " + b.codePointAt(3) + " " + b.chars().sum() + " " + b.compareTo(new StringBuilder("0")) + " " + b.toString().hashCode());
        t("sb self", () -> {
            StringBuilder x = new StringBuilder("ab");
            x.append(x).insert(1, x).append((CharSequence) x, 0, 2).append(new char[]{'!', '?'}, 1, 1).append((StringBuffer) null).appendCodePoint(0x1f600);
            return x;
        });
        t("sb capacity", () -> {
            StringBuilder x = new StringBuilder(2);
            x.append("abc");
            int c = x.capacity();
            x.ensureCapacity(100);
            x.trimToSize();
            return c + " " + x.capacity() + " " + new StringBuilder("abc").capacity() + " " + new StringBuilder().capacity();
        });
        t("sb bad", () -> new StringBuilder(-1));
        t("sb setCharAt", () -> {
            StringBuilder x = new StringBuilder("abc");
            x.setCharAt(1, '中');
            x.setCharAt(1, 'b');
            return x + " " + x.toString().equals("abc") + x.compareTo(new StringBuilder("abc"));
        });
        t("sb numbers", () -> new StringBuilder().append(Integer.MIN_VALUE).append(Long.MIN_VALUE).append(-0.0).append(1e30f).append(Double.NaN).append((short) -5).append((byte) 7).append(10L));
        t("intern", () -> ("ab" + "中".substring(1)).intern() == "ab");
        t("case", () -> "ÀÉÎ".toLowerCase() + "ß".toUpperCase() + "ŸΩ".toLowerCase() + "ÿ".toUpperCase() + "abc".toUpperCase(Locale.ROOT));
        t("joiner", () -> new StringJoiner("/", "<", ">").add("a").merge(new StringJoiner("+").add("b").add("c")).toString());
        System.out.println("done StringMethods");
    }
}
