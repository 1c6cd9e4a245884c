/** The string functions of the JNI table, with text of every width, surrogates, zeros and unpaired halves. */
public class Main {
    static native String fromUtf16(char[] chars, int length);

    static native String fromUtf(byte[] bytes);

    static native int length(String s);

    static native int utfLength(String s);

    static native String chars(String s);

    static native String utfChars(String s);

    static native String region(String s, int start, int length);

    static native String utfRegion(String s, int start, int length);

    static native String critical(String s);

    static native String nothing();

    static String show(String s) {
        if (s == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            text.append(c >= ' ' && c < 127 ? String.valueOf(c) : "\\u" + Integer.toHexString(c));
        }
        return text.append("] ").append(s.length()).toString();
    }

    static void region(String s, String text, int start, int length) {
        try {
            System.out.println(s + " " + show(s.equals("utf") ? utfRegion(text, start, length) : region(text, start, length)));
        } catch (StringIndexOutOfBoundsException e) {
            System.out.println(s + " " + e.getClass().getName());
        }
    }

    public static void main(String[] args) {
        System.loadLibrary("strings");
        StringBuilder longText = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            longText.append((char) (i % 300 == 299 ? 0x3b1 : 'a' + i % 26));
        }
        String[] texts = {"", "a", "plain ASCII", "Latin \u00e9\u00ff", "zero \0 inside", "wide \u4e2d\u6587", "\u007f\u0080\u07ff\u0800",
            "pair \ud83d\ude00", "half \ud83d", "other half \ude00 x", "\uffff\ufffe", longText.toString()};
        for (String text : texts) {
            if (text.length() < 100) {
                System.out.println(show(text));
            }
            System.out.println("  " + length(text) + " " + utfLength(text));
            System.out.println("  " + chars(text).equals(text) + " " + critical(text).equals(text) + " "
                + fromUtf16(text.toCharArray(), text.length()).equals(text));
            System.out.println("  " + utfChars(text));
            if (text.length() >= 4 && text.length() < 100) {
                region("utf16", text, 1, 3);
                region("utf", text, 1, 3);
            }
        }
        String text = "regions of strings \u00e9\u4e2d";
        for (int[] bounds : new int[][] {{0, 0}, {0, 21}, {20, 1}, {21, 0}, {21, 1}, {22, 0}, {-1, 2}, {2, -1}, {5, 17}}) {
            System.out.println(bounds[0] + " " + bounds[1]);
            region("utf16", text, bounds[0], bounds[1]);
            region("utf", text, bounds[0], bounds[1]);
        }
        byte[][] encoded = {{}, {'a', 'b'}, {(byte) 0xc3, (byte) 0xa9}, {(byte) 0xc0, (byte) 0x80, 'x'},
            {(byte) 0xe4, (byte) 0xb8, (byte) 0xad}, {(byte) 0xed, (byte) 0xa0, (byte) 0xbd, (byte) 0xed, (byte) 0xb8, (byte) 0x80}};
        for (byte[] bytes : encoded) {
            System.out.println(show(fromUtf(bytes)));
        }
        System.out.println(show(fromUtf16(new char[] {'a', 'b', 'c'}, 2)) + " " + show(fromUtf16(new char[0], 0)));
        System.out.println(nothing());
        System.out.println("done JniStrings");
    }
}
