import java.text.*;
import java.util.*;

/** Characters and strings beyond ASCII: code points, case mapping with locales, normalization, break iterators, Latin-1 to UTF-16 transitions, collation. */
public class Unicode {
    static String esc(String s) {
        StringBuilder sb = new StringBuilder();
        for (char c : s.toCharArray()) sb.append(c >= ' ' && c < 127 ? "" + c : String.format("\\u%04x", (int) c));
        return sb.toString();
    }

    static void breaks(String what, BreakIterator b, String s) {
        b.setText(s);
        StringBuilder sb = new StringBuilder();
        for (int i = b.first(); i != BreakIterator.DONE; i = b.next()) sb.append(i).append(' ');
        System.out.println(what + " " + sb);
    }

    public static void main(String[] args) {
        String s = "a\ud83d\ude00b\ud835\udd38é";
        System.out.println(s.length() + " " + s.codePointCount(0, s.length()) + " " + s.offsetByCodePoints(0, 3) + " " + Integer.toHexString(s.codePointBefore(3)) + " " + s.codePoints().mapToObj(Integer::toHexString).toList());
        System.out.println(esc(new StringBuilder(s).reverse().toString()) + " " + esc(new StringBuilder("x").appendCodePoint(0x10ffff).toString()) + " " + esc(Character.toString(0x1f600)));
        System.out.println(s.indexOf(0x1d538) + " " + s.lastIndexOf("b") + " " + s.chars().sum() + " " + s.hashCode());
        for (String t : new String[]{"straße", "ǆ", "İstanbul", "ıi", "ΑΣ ΣΑΣ", "ﬁn", "ŉ", "\ud801\udc28"}) {
            System.out.println(esc(t.toUpperCase(Locale.ROOT)) + " " + esc(t.toLowerCase(Locale.ROOT)) + " " + esc(t.toUpperCase(new Locale("tr"))) + " " + esc(t.toLowerCase(new Locale("tr"))) + " "
                + t.equalsIgnoreCase(t.toUpperCase(Locale.ROOT)) + " " + esc(t.toUpperCase(new Locale("lt"))));
        }
        int[] cps = {'a', 'Z', '5', ' ', '_', 0xa0, 0xe9, 0x2160, 0x4e2d, 0x1f600, 0xd800, 0x661, 0xad, 0x200d, 0xfffe, 0x10400, '$', 0x3000, 0xb2, 0x1d7d8};
        for (int c : cps) {
            System.out.println(Integer.toHexString(c) + " " + Character.getType(c) + " " + Character.isLetter(c) + Character.isDigit(c) + Character.isLetterOrDigit(c) + Character.isWhitespace(c) + Character.isSpaceChar(c)
                + Character.isUpperCase(c) + Character.isLowerCase(c) + Character.isTitleCase(c) + Character.isJavaIdentifierPart(c) + Character.isIdentifierIgnorable(c) + Character.isISOControl(c)
                + Character.isDefined(c) + Character.isMirrored(c) + Character.isIdeographic(c) + Character.isAlphabetic(c) + " " + Character.getNumericValue(c) + " " + Character.getDirectionality(c) + " "
                + Integer.toHexString(Character.toTitleCase(c)) + " " + Character.UnicodeBlock.of(c) + " " + Character.UnicodeScript.of(c) + " " + Character.getName(c) + " " + Character.charCount(c));
        }
        System.out.println(Character.digit('f', 16) + " " + Character.digit('g', 16) + " " + Character.forDigit(35, 36) + " " + Character.isSurrogatePair('\ud83d', '\ude00') + " " + Character.highSurrogate(0x1f600) / 1
            + " " + Character.reverseBytes('\u1234') / 1 + " " + Character.codePointOf("LATIN SMALL LETTER A") + " " + Character.isValidCodePoint(0x110000) + " " + Character.compare('a', 'b'));
        for (Normalizer.Form f : Normalizer.Form.values()) System.out.println(f + " " + esc(Normalizer.normalize("é e\u0301 ﬁ ½ 한 Å", f)) + " " + Normalizer.isNormalized("é", f));
        breaks("char", BreakIterator.getCharacterInstance(Locale.ROOT), "e\u0301a\r\nb");
        breaks("word", BreakIterator.getWordInstance(Locale.US), "Hello, world's 3.14 test.");
        breaks("sentence", BreakIterator.getSentenceInstance(Locale.US), "One. Two? Three! End");
        breaks("line", BreakIterator.getLineInstance(Locale.US), "A long-line to break");
        StringBuilder sb = new StringBuilder("latin");
        sb.append('é').append('€');
        sb.setLength(6);
        sb.append("x").insert(0, '中').deleteCharAt(0);
        System.out.println(esc(sb.toString()) + " " + sb.toString().equals("latinéx") + " " + sb.toString().hashCode() + " " + "latinéx".hashCode());
        String u = "中latin".substring(1), l = "latin";
        System.out.println(u.equals(l) + " " + (u.hashCode() == l.hashCode()) + " " + u.compareTo(l) + " " + l.indexOf(u) + " " + "中latin".indexOf(l) + " " + "中".compareTo("é") + " " + "é".compareTo("中") + " "
            + "中a".replace('中', 'b').equals("ba") + " " + "ba".replace('b', '中').length() + " " + "a".concat("中").length() + " " + "é中".contains("中") + " " + "ÿ".toUpperCase().length() + " " + "\u00b5".toUpperCase().codePointAt(0));
        Collator c = Collator.getInstance(Locale.GERMAN);
        String[] ws = {"Zebra", "äpfel", "Apfel", "apfel", "Öl", "zoo", "Äpfel", "ohr"};
        Arrays.sort(ws, c);
        System.out.println(Arrays.toString(ws));
        c.setStrength(Collator.PRIMARY);
        System.out.println(c.compare("apfel", "ÄPFEL") + " " + Collator.getInstance(Locale.US).compare("a", "B"));
        System.out.println("  \u2003x\u3000 ".strip().length() + " " + "  \u2003x\u3000 ".trim().length() + " " + "\u2003".isBlank() + " " + "a\nb\r\nc\rd".lines().toList() + " " + "x\n y".indent(2).replace("\n", "|") + " " + "  a\n    b".stripIndent().replace("\n", "|")
            + " " + "a\\tb\\101".translateEscapes().length());
        System.out.println("done Unicode");
    }
}
