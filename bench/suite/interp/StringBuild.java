/** Strings: builders, concatenation, substring, indexOf, hashing, comparison, splitting by hand, upper-casing, interning. */
public class StringBuild {
    public static void main(String[] args) {
        long h = 0;
        for (int r = 0; r < 900; r++) {
            StringBuilder sb = new StringBuilder();
            for (int i = 0; i < 200; i++) sb.append(i).append(',').append((char) ('a' + i % 26)).append(i * 0.5 > 20);
            h = h * 31 + sb.toString().hashCode() + sb.indexOf("199");
        }
        String text = "the quick brown fox jumps over the lazy dog ".repeat(40);
        int words = 0;
        for (int r = 0; r < 500; r++) {
            for (int i = 0, j; (j = text.indexOf(' ', i)) >= 0; i = j + 1) {
                String w = text.substring(i, j);
                if (w.equals("fox") || w.compareTo("lazy") > 0) words++;
                h += w.hashCode();
            }
        }
        int n = 0;
        for (int i = 0; i < 150_000; i++) {
            String s = "k" + i + ":" + (i & 7);
            n += s.length() + s.charAt(s.length() - 1);
        }
        int up = 0;
        for (int r = 0; r < 60; r++) up += text.toUpperCase().replace('O', '0').lastIndexOf('0');
        boolean pal = true;
        for (int r = 0; r < 100; r++) {
            String p = new StringBuilder(text).reverse().toString();
            pal &= p.contentEquals(new StringBuilder(text).reverse());
        }
        System.out.println("StringBuild " + h + " " + words + " " + n + " " + up + " " + pal);
    }
}
