import java.util.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;

/** Matcher at work: regions, anchoring and transparent bounds, hitEnd, named groups, replacement by function, appending, tokenizers by regular expressions, Unicode classes, catastrophic patterns that must still end. */
public class RegexWork {
    static void show(String what, Matcher m) {
        StringBuilder sb = new StringBuilder(what + ":");
        while (m.find()) {
            sb.append(" [").append(m.start()).append(',').append(m.end()).append(") '").append(m.group()).append('\'');
            for (int i = 1; i <= m.groupCount(); i++) sb.append(' ').append(i).append('=').append(m.group(i)).append('@').append(m.start(i));
        }
        System.out.println(sb + " hitEnd " + m.hitEnd());
    }

    record Token(String kind, String text, int at) {}

    static List<Token> lex(String s) {
        Pattern p = Pattern.compile("(?<space>\\s+)|(?<num>\\d+(?:\\.\\d+)?)|(?<id>\\p{L}[\\p{L}\\p{Nd}_]*)|(?<str>\"(?:[^\"\\\\]|\\\\.)*\")|(?<op>[-+*/=<>!]=?|[(){};,])|(?<bad>.)", Pattern.DOTALL);
        List<Token> out = new ArrayList<>();
        Matcher m = p.matcher(s);
        while (m.lookingAt()) {
            for (String k : List.of("num", "id", "str", "op", "bad")) if (m.group(k) != null) out.add(new Token(k, m.group(k), m.start()));
            m.region(m.end(), s.length());
        }
        return out;
    }

    public static void main(String[] args) {
        Matcher m = Pattern.compile("^a|b$|\\bc").matcher("abc abc cb");
        show("plain", m);
        m.region(4, 7);
        show("region", m);
        m.region(4, 7).useAnchoringBounds(false);
        show("no anchors", m);
        m.region(5, 9).useTransparentBounds(true);
        show("transparent", m);
        m.reset("cab").useAnchoringBounds(true);
        show("reset", m);
        System.out.println(m.hasAnchoringBounds() + " " + m.hasTransparentBounds() + " " + m.regionStart() + " " + m.regionEnd() + " " + m.pattern());
        show("lookbehind", Pattern.compile("(?<=(\\d{1,3}))(?=(?:\\d{3})+$)").matcher("1234567"));
        show("nested", Pattern.compile("((a)|(b))+?(c)?").matcher("abcab"));
        show("empty", Pattern.compile("x*").matcher("axxb"));
        show("case", Pattern.compile("straße|ÉTÉ", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE).matcher("STRAßE été"));
        show("unicode", Pattern.compile("\\p{IsGreek}+|\\p{Lu}\\p{Ll}+|\\p{Sc}|\\X").matcher("αβγ Ärger € e\u0301"));
        show("classes", Pattern.compile("[a-z&&[^aeiou]]+|[\\w&&[^a-z]]").matcher("strength_9A"));
        show("linebreaks", Pattern.compile("(?m)^.*$|\\R").matcher("a\r\nb\nc\u2028d"));
        show("quote", Pattern.compile(Pattern.quote("a.b*") + "|\\Q[x\\E").matcher("a.b* aab [x"));
        show("backref", Pattern.compile("(?<q>['\"])(.*?)\\k<q>").matcher("'a\"b' \"c'd\""));
        show("possessive", Pattern.compile("a++b|a*+a|(?>a+)c").matcher("aaab aaa aac"));
        Pattern date = Pattern.compile("(?<y>\\d{4})-(?<m>\\d\\d)-(?<d>\\d\\d)");
        String text = "from 2020-01-31 to 2021-12-05, not 20-1-1";
        System.out.println(date.matcher(text).replaceAll("${d}.${m}.$1") + " | " + date.matcher(text).replaceFirst("\\$$3") + " | " + date.matcher(text).replaceAll(r -> Integer.toString(Integer.parseInt(r.group(1)) + 1)));
        System.out.println(date.matcher(text).results().map(r -> r.group() + "@" + r.start() + "/" + r.groupCount()).toList() + " " + Pattern.compile("[ ,]+").splitAsStream(text).toList() + " " + Arrays.toString("a1b22c".split("\\d", -1)) + Arrays.toString("a1b22".split("\\d")) + Arrays.toString("".split(",")) + Arrays.toString(",a,,".split(",", 2)));
        StringBuilder out = new StringBuilder();
        Matcher v = Pattern.compile("\\$\\{(\\w+)(?::([^}]*))?}").matcher("Hi ${name}, ${greet:hello} ${none:} $x");
        Map<String, String> env = Map.of("name", "O$car\\");
        while (v.find()) v.appendReplacement(out, Matcher.quoteReplacement(env.getOrDefault(v.group(1), v.group(2))));
        System.out.println(v.appendTail(out));
        for (Token t : lex("let x1 = (3.14 + größe) >= \"a \\\" b\"; # ok")) System.out.print(t.kind() + ":" + t.text() + "@" + t.at() + " ");
        System.out.println();
        for (String in : new String[]{"12", "12.", "12.5", "x", ""}) {
            Matcher f = Pattern.compile("\\d+\\.\\d+").matcher(in);
            System.out.print(in + " " + f.matches() + " hitEnd " + f.hitEnd() + " requireEnd " + (f.matches() && f.requireEnd()) + "; ");
        }
        System.out.println();
        for (String bad : new String[]{"(", "a{2,1}", "[z-a]", "(?<1a>x)", "\\k<none>", "*a", "(?<n>a)(?<n>b)", "\\p{Nope}", "a**", "(?z)", "[a", "\\", "(?<=a*)b", "x{99999999999}"}) {
            try {
                Pattern.compile(bad);
                System.out.println(bad + " compiles");
            } catch (PatternSyntaxException e) {
                System.out.println(e.getMessage().replace("\n", " / ").replace(System.lineSeparator(), " / ") + " index " + e.getIndex());
            }
        }
        for (Supplier<Object> s : List.<Supplier<Object>>of(() -> date.matcher(text).group(), () -> {
            Matcher x = date.matcher(text);
            x.find();
            return x.group("none");
        }, () -> {
            Matcher x = date.matcher(text);
            x.find();
            return x.group(4);
        }, () -> date.matcher(text).region(5, 999), () -> date.matcher(text).replaceAll("$9"), () -> date.matcher(text).replaceAll("${nope}"), () -> date.matcher(text).replaceAll("\\"))) {
            try {
                System.out.println(s.get());
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }
        System.out.println(Pattern.matches("(a|aa)+", "a".repeat(24)) + " " + Pattern.matches("(a|aa)+b", "a".repeat(11)) + " " + Pattern.matches("(x+x+)+y", "x".repeat(8)) + " " + Pattern.compile("(?:.*,){8}P").matcher("1,2,3,4,5,6,7,8,P").matches());
        System.out.println(Stream.of("apple", "bob", "kayak").filter(Pattern.compile("(.)(.).\\2\\1").asMatchPredicate().or(Pattern.compile("^(.).\\1$").asPredicate())).toList() + " " + Pattern.compile("a # comment\n b", Pattern.COMMENTS).matcher("ab").matches() + " " + Pattern.compile("a.b", Pattern.LITERAL).matcher("a.b").matches() + " " + Pattern.compile("é", Pattern.CANON_EQ).matcher("e\u0301").matches() + " " + Pattern.compile("x", 0).flags() + " " + m.toMatchResult().groupCount());
        System.out.println("done RegexWork");
    }
}
