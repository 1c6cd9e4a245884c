import java.util.*;
import java.util.stream.*;

/** Text algorithms: longest common subsequence and patch, edit distance, justified wrapping, Knuth-Morris-Pratt, suffix arrays, Burrows-Wheeler with Huffman codes, tries, Soundex, roman numerals. */
public class DiffAndWrap {
    static List<String> diff(List<String> a, List<String> b) {
        int[][] l = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) for (int j = b.size() - 1; j >= 0; j--) l[i][j] = a.get(i).equals(b.get(j)) ? l[i + 1][j + 1] + 1 : Math.max(l[i + 1][j], l[i][j + 1]);
        List<String> out = new ArrayList<>();
        int i = 0, j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                out.add(" " + a.get(i++));
                j++;
            } else if (j == b.size() || i < a.size() && l[i + 1][j] >= l[i][j + 1]) {
                out.add("-" + a.get(i++));
            } else {
                out.add("+" + b.get(j++));
            }
        }
        return out;
    }

    static List<String> patch(List<String> diff, char drop) {
        return diff.stream().filter(s -> s.charAt(0) != drop).map(s -> s.substring(1)).toList();
    }

    static int distance(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int t = row[j];
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = t;
            }
        }
        return row[b.length()];
    }

    static String justify(String text, int width) {
        StringBuilder out = new StringBuilder();
        List<String> line = new ArrayList<>();
        int used = 0;
        for (String w : text.split("\\s+")) {
            if (used + line.size() + w.length() > width) {
                for (int i = 0, gaps = line.size() - 1, space = width - used; i < line.size(); i++) {
                    out.append(line.get(i));
                    if (i < gaps) {
                        int n = (space + gaps - i - 1) / (gaps - i);
                        out.append(" ".repeat(n));
                        space -= n;
                    }
                }
                out.append('\n');
                line.clear();
                used = 0;
            }
            line.add(w);
            used += w.length();
        }
        return out.append(String.join(" ", line)).toString();
    }

    static List<Integer> kmp(String text, String p) {
        int[] f = new int[p.length() + 1];
        for (int i = 1, k = 0; i < p.length(); i++) {
            while (k > 0 && p.charAt(i) != p.charAt(k)) k = f[k];
            if (p.charAt(i) == p.charAt(k)) k++;
            f[i + 1] = k;
        }
        List<Integer> out = new ArrayList<>();
        for (int i = 0, k = 0; i < text.length(); i++) {
            while (k > 0 && (k == p.length() || text.charAt(i) != p.charAt(k))) k = f[k];
            if (text.charAt(i) == p.charAt(k)) k++;
            if (k == p.length()) out.add(i - k + 1);
        }
        return out;
    }

    static String bwt(String s) {
        String t = s + "\0";
        return IntStream.range(0, t.length()).mapToObj(i -> t.substring(i) + t.substring(0, i)).sorted().map(x -> x.substring(x.length() - 1)).collect(Collectors.joining());
    }

    static String unbwt(String b) {
        Integer[] order = IntStream.range(0, b.length()).boxed().sorted(Comparator.comparing(b::charAt)).toArray(Integer[]::new);
        StringBuilder sb = new StringBuilder();
        for (int i = order[0], n = 1; n < b.length(); n++) {
            sb.append(b.charAt(order[i]));
            i = order[i];
        }
        return sb.toString();
    }

    sealed interface Tree permits Leaf, Fork {
        int weight();
    }

    record Leaf(char c, int weight) implements Tree {}

    record Fork(Tree l, Tree r) implements Tree {
        public int weight() {
            return l.weight() + r.weight();
        }
    }

    static void codes(Tree t, String prefix, Map<Character, String> out) {
        if (t instanceof Leaf f) out.put(f.c(), prefix.isEmpty() ? "0" : prefix);
        if (t instanceof Fork f) {
            codes(f.l(), prefix + "0", out);
            codes(f.r(), prefix + "1", out);
        }
    }

    static Tree huffman(String s) {
        Map<Character, Integer> count = new TreeMap<>();
        for (char c : s.toCharArray()) count.merge(c, 1, Integer::sum);
        int[] serial = {0};
        record Item(Tree t, int n) {}
        PriorityQueue<Item> q = new PriorityQueue<>(Comparator.<Item>comparingInt(i -> i.t().weight()).thenComparingInt(Item::n));
        count.forEach((c, n) -> q.add(new Item(new Leaf(c, n), serial[0]++)));
        while (q.size() > 1) q.add(new Item(new Fork(q.poll().t(), q.poll().t()), serial[0]++));
        return q.poll().t();
    }

    static class Trie {
        final Map<Character, Trie> next = new TreeMap<>();
        boolean word;

        void add(String s) {
            Trie t = this;
            for (char c : s.toCharArray()) t = t.next.computeIfAbsent(c, k -> new Trie());
            t.word = true;
        }

        void list(String prefix, List<String> out) {
            if (word) out.add(prefix);
            next.forEach((c, t) -> t.list(prefix + c, out));
        }

        List<String> complete(String p) {
            Trie t = this;
            for (char c : p.toCharArray()) if ((t = t.next.get(c)) == null) return List.of();
            List<String> out = new ArrayList<>();
            t.list(p, out);
            return out;
        }
    }

    static String roman(int n) {
        int[] v = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] s = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < v.length; i++) for (; n >= v[i]; n -= v[i]) sb.append(s[i]);
        return sb.toString();
    }

    public static void main(String[] args) {
        List<String> a = "the quick brown fox jumps over the lazy dog".lines().flatMap(x -> Stream.of(x.split(" "))).toList(), b = List.of("a quick fox quietly jumps the very lazy old dog".split(" "));
        List<String> d = diff(a, b);
        System.out.println(d + " " + patch(d, '+').equals(a) + " " + patch(d, '-').equals(b));
        for (String[] p : new String[][]{{"kitten", "sitting"}, {"", "abc"}, {"flaw", "lawn"}, {"größe", "grosse"}}) System.out.print(distance(p[0], p[1]) + " ");
        System.out.println();
        String text = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it was the epoch of belief";
        System.out.println(justify(text, 34));
        System.out.println(kmp(text, "it was") + " " + kmp("aaaaaa", "aa") + " " + kmp("abababac", "ababac"));
        String t = bwt(text);
        Tree tree = huffman(t);
        Map<Character, String> codes = new TreeMap<>();
        codes(tree, "", codes);
        String bits = t.chars().mapToObj(c -> codes.get((char) c)).collect(Collectors.joining());
        StringBuilder back = new StringBuilder();
        Tree at = tree;
        for (char c : bits.toCharArray()) {
            at = c == '0' ? ((Fork) at).l() : ((Fork) at).r();
            if (at instanceof Leaf f) {
                back.append(f.c());
                at = tree;
            }
        }
        System.out.println(bits.length() + " " + back.toString().equals(t) + " " + codes.get('t') + " " + codes.size() + " " + t.replace('\0', '$') + " " + unbwt(t).equals(text));
        Trie trie = new Trie();
        for (String w : text.replace(",", "").split(" ")) trie.add(w);
        System.out.println(trie.complete("w") + " " + trie.complete("be") + " " + trie.complete("zz") + " " + trie.complete("").size());
        System.out.println(IntStream.of(1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999).mapToObj(DiffAndWrap::roman).toList());
        Integer[] suffixes = IntStream.range(0, 40).boxed().sorted(Comparator.comparing(i -> text.substring(i, 60))).toArray(Integer[]::new);
        System.out.println(Arrays.toString(suffixes));
        System.out.println(Arrays.stream(text.split("\\W+")).map(String::toLowerCase).collect(Collectors.groupingBy((String w) -> w, () -> new TreeMap<String, Long>(), Collectors.counting())).toString());
        System.out.println("done DiffAndWrap");
    }
}
