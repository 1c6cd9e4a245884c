import java.util.*;
import java.util.regex.*;
import java.util.stream.*;

/** Regular expressions: classes, groups, backreferences, lookaround, possessive and lazy quantifiers, flags, replacement, splitting, errors. */
public class Regexes {
    static void all(String re, String in, int... flags) {
        int fl = 0;
        for (int x : flags) fl |= x;
        try {
            Matcher m = Pattern.compile(re, fl).matcher(in);
            StringBuilder sb = new StringBuilder();
            while (m.find()) {
                sb.append(m.start()).append('-').append(m.end()).append('(');
                for (int g = 0; g <= m.groupCount(); g++) sb.append(g > 0 ? "," : "").append(m.group(g));
                sb.append(") ");
            }
            System.out.println(re.replace("\n", "\\n") + " in " + in.replace("\n", "\\n") + ": " + sb.toString().replace("\n", "\\n"));
        } catch (PatternSyntaxException e) {
            System.out.println(re + ": " + e.getDescription() + " at " + e.getIndex());
        }
    }

    public static void main(String[] args) {
        all("a+b*", "aabxabbb");
        all("(a)(b)?(c)", "acabc");
        all("(?<y>\\d{4})-(?<m>\\d\\d)", "on 2021-03 and 1999-12");
        all("(\\w)\\1", "aabbcdd");
        all("(?<q>['\"]).*?\\k<q>", "say 'a\"b' \"c'd\"");
        all("a.*b", "axbxb");
        all("a.*?b", "axbxb");
        all("a.*+b", "axbxb");
        all("(?>a+)ab", "aaab");
        all("(?=x)\\w+", "axyz");
        all("(?<=\\$)\\d+(?!\\d|\\.)", "$100 $25.5 $7");
        all("(?<!a)b", "ab bb cb");
        all("\\bword\\b", "word sword words word");
        all("^\\w+$", "one\ntwo\nthree", Pattern.MULTILINE);
        all("a.b", "a\nb a\rb", Pattern.DOTALL);
        all("HELLO", "hello HeLLo", Pattern.CASE_INSENSITIVE);
        all("ÄÖ", "äö ÄÖ", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        all("a b # comment\n c", "abc", Pattern.COMMENTS);
        all("a.c", "a.c abc", Pattern.LITERAL);
        all("(?i)ab(?-i)C", "ABC abc aBC");
        all("(?s:.)x", "\nx");
        all("[a-c&&[^b]]+", "abcacb");
        all("[^\\s,;]+", "a, b;;c d");
        all("[\\p{Lu}\\d]+", "abCDe12F");
        all("\\p{IsGreek}+", "abc αβγ def");
        all("\\p{L}+", "naïve Straße 中文");
        all("\\X", "e\u0301a");
        all("\\R", "a\r\nb\nc\u2028");
        all("\\h+\\H", "a \tb");
        all("x{2,3}", "xxxxxxx");
        all("x{2,3}?", "xxxxxxx");
        all("(a|ab)(c|bcd)(d*)", "abcd");
        all("((a)|(b))*", "abab");
        all("", "abc");
        all("\\Ga", "aaba");
        all("\\Aab|ab\\z", "ab ab");
        all("\\Q.*\\E+", ".***.*");
        all("\\x41\\u0042\\t\\0103\\cA", "AB\tC\u0001");
        all("\\x{1f600}", "x\ud83d\ude00y");
        all(".", "\ud83d\ude00");
        all("[\ud83d\ude00-\ud83d\ude02]+", "a\ud83d\ude01\ud83d\ude02b");
        for (String bad : new String[]{"(", "a)", "[a", "a{2", "*a", "a**", "\\", "(?<n>a)(?<n>b)", "\\k<zz>", "(?<1a>x)", "[z-a]", "\\p{Nope}", "(?<=a+)b", "a{3,2}", "(?z)", "\\g"}) all(bad, "");
        System.out.println("a1b22c".replaceAll("\\d+", "<$0>") + " " + "john smith".replaceAll("(\\w+) (\\w+)", "$2 $1") + " " + "aaa".replaceFirst("a", "\\$"));
        System.out.println(Pattern.compile("(?<d>\\d)").matcher("a1b2").replaceAll("[${d}]") + " " + Pattern.compile("\\d").matcher("1a2").replaceAll(r -> "" + (Integer.parseInt(r.group()) + 5)));
        try {
            "a".replaceAll("a", "$1");
        } catch (IndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            "a".replaceAll("(a)", "${x}");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            "a".replaceAll("a", "\\");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Arrays.toString("a1b22c333".split("\\d+")) + Arrays.toString("a,b,,".split(",")) + Arrays.toString("a,b,,".split(",", -1)) + Arrays.toString("a,b,c".split(",", 2))
            + Arrays.toString("abc".split("")) + Arrays.toString("".split(",")) + Arrays.toString("x".split("x")));
        Matcher m = Pattern.compile("(a)(b)?").matcher("xxab");
        try {
            m.group();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(m.lookingAt() + " " + m.find() + " " + m.start(1) + m.end(2) + " " + m.hitEnd() + " " + m.matches() + " " + m.region(2, 4).matches() + " " + m.toMatchResult().group(2) + " " + m.usePattern(Pattern.compile("b")).reset().find());
        try {
            m.group(5);
        } catch (IndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        StringBuilder sb = new StringBuilder();
        Matcher am = Pattern.compile("\\d").matcher("a1b2c");
        while (am.find()) am.appendReplacement(sb, "<" + am.group() + ">");
        am.appendTail(sb);
        System.out.println(sb);
        System.out.println(Pattern.compile(",").splitAsStream("a,b,c").collect(Collectors.joining("|")) + " " + Stream.of("a1", "b", "c2").filter(Pattern.compile("\\d").asPredicate()).toList()
            + Stream.of("11", "1a").filter(Pattern.compile("\\d+").asMatchPredicate()).toList() + " " + Pattern.compile("[aeiou]").matcher("education").results().map(MatchResult::group).toList());
        System.out.println(Pattern.quote("a\\Eb") + " " + Pattern.matches(Pattern.quote("a\\Eb"), "a\\Eb") + " " + Matcher.quoteReplacement("$1\\") + " " + Pattern.compile("x", Pattern.CASE_INSENSITIVE).flags() + " " + Pattern.compile("x(y)"));
        System.out.println("x".repeat(2000).matches("(x{1,3})+") + " " + "ab".repeat(300).matches("(?:a|b)*c?"));
        System.out.println("done Regexes");
    }
}
