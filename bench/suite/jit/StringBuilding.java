/** String builders: appending all kinds, inserting, reversing, and looking into the result. */
public class StringBuilding {
    static long build() {
        long sum = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder b = new StringBuilder();
            for (int k = 0; k < 12; k++) {
                b.append("item ").append(k * i).append(',').append((long) i << 20).append(k % 2 == 0).append(' ');
            }
            b.insert(5, "inserted").setCharAt(0, 'I');
            b.reverse();
            String s = b.toString();
            sum = sum * 31 + s.hashCode() + s.indexOf("meti") + s.length();
            int spaces = 0;
            for (int k = 0; k < s.length(); k++) if (s.charAt(k) == ' ') spaces++;
            sum += spaces + s.substring(spaces, spaces + 20).compareTo(s.substring(3, 23));
            sum += s.replace('t', 'T').toUpperCase().trim().lastIndexOf('I');
        }
        StringBuilder wide = new StringBuilder();
        for (int i = 0; i < 20_000; i++) wide.append((char) (0x3b1 + i % 24));
        return sum * 31 + wide.toString().hashCode();
    }

    public static void main(String[] args) {
        BenchHarness.run("StringBuilding", args, 120, -2214570684773195907L, StringBuilding::build);
    }
}
