/** java.lang.String and StringBuilder basics, Latin-1 and UTF-16, intern and constants. No indy concatenation. */
public class StringsBasic {
    static final String CONST = "con" + "stant" + 1 + 'c' + 2.5 + true + null;

    public static void main(String[] args) {
        System.out.println(CONST);
        System.out.println(CONST == "constant1c2.5truenull");
        String s = "Hello, World";
        System.out.println(s.length());
        System.out.println(s.charAt(4));
        System.out.println(s.indexOf('o'));
        System.out.println(s.lastIndexOf("o"));
        System.out.println(s.indexOf("World", 3));
        System.out.println(s.substring(7));
        System.out.println(s.substring(3, 8));
        System.out.println(s.replace('l', 'L'));
        System.out.println(s.replace("l", "[l]"));
        System.out.println(s.toUpperCase());
        System.out.println(s.toLowerCase());
        System.out.println(s.hashCode());
        System.out.println("".hashCode());
        System.out.println(s.equals("Hello, World"));
        System.out.println(s.equals(null));
        System.out.println(s.equalsIgnoreCase("hELLO, wORLD"));
        System.out.println("abc".compareTo("abd"));
        System.out.println("abc".compareTo("ab"));
        System.out.println("\u4e2d".compareTo("abc"));
        System.out.println(s.startsWith("Hell"));
        System.out.println(s.endsWith("ld"));
        System.out.println(s.contains("lo, W"));
        System.out.println("  trim me ".trim());
        System.out.println("\u2003strip\u2003".strip());
        System.out.println("".isEmpty());
        System.out.println(" \t".isBlank());
        System.out.println("ab".repeat(3));
        System.out.println(String.join("-", "a", "b", "c"));
        System.out.println("a,b,,c,,".split(",").length);
        System.out.println("a,b,,c,,".split(",", -1).length);
        System.out.println(String.valueOf(new char[]{'x', 'y'}));
        System.out.println(String.valueOf((Object) null));
        System.out.println(new String(new char[]{'a', '\u4e2d', 'b'}, 1, 2).length());
        String u = "z\u00e9\u4e2d\ud83d\ude00";
        System.out.println(u.length());
        System.out.println(u.codePointCount(0, u.length()));
        System.out.println(u.codePointAt(3));
        System.out.println(u.hashCode());
        System.out.println(u.indexOf(0x1f600));
        System.out.println(u.substring(0, 2).hashCode());
        System.out.println(new StringBuilder(u).reverse().codePointAt(0));
        String dyn = new String("intern-me");
        System.out.println(dyn == "intern-me");
        System.out.println(dyn.intern() == "intern-me");
        StringBuilder sb = new StringBuilder();
        sb.append(1).append('c').append(2L).append(3.5f).append(4.5).append(true).append((Object) null).append("s").append(new char[]{'x'});
        System.out.println(sb);
        sb.insert(0, "<<").append(">>").setCharAt(2, '#');
        System.out.println(sb);
        sb.deleteCharAt(0).delete(1, 3).replace(0, 1, "REPL");
        System.out.println(sb);
        sb.setLength(4);
        System.out.println(sb);
        sb.append('\u4e2d').append("tail");
        System.out.println(sb.length());
        System.out.println(sb.indexOf("tail"));
        System.out.println(sb.charAt(4) == '\u4e2d');
        StringBuilder big = new StringBuilder(1);
        for (int i = 0; i < 200; i++) big.append(i).append(',');
        System.out.println(big.length());
        System.out.println(big.toString().hashCode());
        StringBuffer buf = new StringBuffer("buf");
        buf.append(1).reverse();
        System.out.println(buf);
        try {
            s.charAt(99);
        } catch (StringIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            s.substring(5, 2);
        } catch (StringIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Integer.parseInt("-123"));
        System.out.println(Integer.toString(255, 16));
        System.out.println(Integer.toBinaryString(10));
        System.out.println(Integer.toOctalString(-1));
        System.out.println(Long.toHexString(1L << 40));
        System.out.println(Boolean.parseBoolean("TRUE"));
        System.out.println(Double.toString(1e21));
        try {
            Integer.parseInt("12x");
        } catch (NumberFormatException e) {
            System.out.println(e.getMessage());
        }
        char[] cs = "chars".toCharArray();
        cs[0] = 'C';
        System.out.println(cs);
        System.out.println("abc".contentEquals(new StringBuilder("abc")));
        System.out.println("a-b".matches("[a-c]-b"));
        System.out.println("done StringsBasic");
    }
}
