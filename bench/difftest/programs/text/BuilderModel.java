// difftest: gc-every=20000
import java.util.*;
import java.util.stream.*;

/** StringBuilder against a model made of code units: thousands of random inserts, deletes, replacements, reversals and searches over Latin-1 and wide text; surrogate arithmetic; comparisons. */
public class BuilderModel {
    static final String[] PIECES = {"", "a", "xyz", "é", "ÿ", "\u0100", "中文", "\ud83d\ude00", "\ud83d", "\ude00", "0123456789", "\0", "ab\ud801\udc37cd"};

    static String model(List<Character> l) {
        return l.stream().map(String::valueOf).collect(Collectors.joining());
    }

    static List<Character> chars(String s) {
        return s.chars().mapToObj(c -> (char) c).collect(Collectors.toList());
    }

    static void reverse(List<Character> l) {
        Collections.reverse(l);
        for (int i = 0; i + 1 < l.size(); i++) {
            if (Character.isLowSurrogate(l.get(i)) && Character.isHighSurrogate(l.get(i + 1))) {
                Collections.swap(l, i, i + 1);
                i++;
            }
        }
    }

    public static void main(String[] args) {
        Random r = new Random(2024);
        int checks = 0, hash = 0;
        for (int round = 0; round < 10; round++) {
            StringBuilder sb = round % 3 == 0 ? new StringBuilder(1) : new StringBuilder();
            StringBuffer sf = new StringBuffer();
            List<Character> l = new ArrayList<>();
            for (int step = 0; step < 50; step++) {
                int n = l.size(), a = r.nextInt(n + 1), b = a + r.nextInt(n - a + 1);
                String p = PIECES[r.nextInt(round % 2 == 0 ? 5 : PIECES.length)];
                switch (r.nextInt(10)) {
                    case 0, 1, 2 -> {
                        sb.insert(a, p);
                        sf.insert(a, p);
                        l.addAll(a, chars(p));
                    }
                    case 3 -> {
                        sb.delete(a, b);
                        sf.delete(a, b);
                        l.subList(a, b).clear();
                    }
                    case 4 -> {
                        sb.replace(a, b, p);
                        sf.replace(a, b, p);
                        l.subList(a, b).clear();
                        l.addAll(a, chars(p));
                    }
                    case 5 -> {
                        sb.reverse();
                        sf.reverse();
                        reverse(l);
                    }
                    case 6 -> {
                        char c = p.isEmpty() ? 'q' : p.charAt(0);
                        if (a < n) {
                            sb.setCharAt(a, c);
                            sf.setCharAt(a, c);
                            l.set(a, c);
                        }
                    }
                    case 7 -> {
                        sb.append(p).append(a).append(b % 2 == 0).append((char) (a * 37)).append(p, 0, p.length() / 2);
                        sf.append(p).append(a).append(b % 2 == 0).append((char) (a * 37)).append(p, 0, p.length() / 2);
                        l.addAll(chars(p + a + (b % 2 == 0) + (char) (a * 37) + p.substring(0, p.length() / 2)));
                    }
                    case 8 -> {
                        if (n > 60) {
                            sb.setLength(30);
                            sf.setLength(30);
                            l.subList(30, n).clear();
                        } else {
                            sb.setLength(n + 2);
                            sf.setLength(n + 2);
                            l.addAll(List.of('\0', '\0'));
                        }
                    }
                    default -> {
                        sb.trimToSize();
                        sb.ensureCapacity(n * 2);
                        if (!sb.substring(a, b).equals(model(l.subList(a, b)))) System.out.println("substring differs");
                        if (sb.indexOf(p, a) != model(l).indexOf(p, a) || sb.lastIndexOf(p, b) != model(l).lastIndexOf(p, b)) System.out.println("index differs");
                    }
                }
                String want = model(l), got = sb.toString();
                if (!want.equals(got) || !got.contentEquals(sf) || sb.length() != want.length() || sb.compareTo(new StringBuilder(want)) != 0 || got.hashCode() != want.hashCode()) System.out.println("differs in round " + round + " step " + step);
                if (got.codePoints().count() != sb.codePointCount(0, sb.length())) System.out.println("code points differ");
                checks++;
            }
            String s = sb.toString();
            hash = hash * 31 + s.hashCode();
            int[] cps = s.codePoints().toArray();
            StringBuilder again = new StringBuilder();
            for (int cp : cps) again.appendCodePoint(cp);
            if (!again.toString().equals(s)) System.out.println("code points do not round trip");
            for (int i = 0, k = 0; i < s.length(); i = s.offsetByCodePoints(i, 1), k++) if (s.codePointAt(i) != cps[k]) System.out.println("codePointAt differs");
        }
        System.out.println(checks + " " + hash);
        StringBuilder sb = new StringBuilder("latin");
        sb.append('\u4e2d').deleteCharAt(5).append("ÿ").insert(0, 3.5).insert(0, -1L).insert(3, new char[]{'c', 'h'}).insert(1, (Object) null).append(new char[]{'1', '2', '3'}, 1, 2).append((String) null).append(1e-5f).append(Long.MIN_VALUE);
        System.out.println(sb + " " + sb.length() + " " + sb.chars().sum() + " " + sb.equals(new StringBuilder(sb)) + " " + new StringBuilder("b").compareTo(new StringBuilder("aé中")));
        System.out.println(sb.append(sb).length() + " " + sb.insert(5, sb).length() + " " + sb.isEmpty() + " " + String.join("|", sb.subSequence(0, 3), "x", new StringBuffer("y")) + " " + new StringBuilder().append(1).append('a').append(2L).append(true).append(0.5).append(0.25f).append(new Object[0].length));
        System.out.println("done BuilderModel");
    }
}
