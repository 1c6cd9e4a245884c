import java.nio.*;
import java.nio.charset.*;
import java.util.*;

/** Encoders and decoders: UTF-8, UTF-16 variants, Latin-1, ASCII, windows and Asian sets; malformed input, replacement, underflow, surrogates. */
public class Charsets {
    static String hex(byte[] b) {
        StringBuilder sb = new StringBuilder();
        for (byte x : b) sb.append(String.format("%02x", x));
        return sb.toString();
    }

    static String esc(String s) {
        StringBuilder sb = new StringBuilder();
        for (char c : s.toCharArray()) sb.append(c >= ' ' && c < 127 ? "" + c : String.format("\\u%04x", (int) c));
        return sb.toString();
    }

    public static void main(String[] args) throws Exception {
        String[] texts = {"plain", "Grüße", "€uro", "日本語", "\ud83d\ude00!", "lone\ud83d", "\udc00x", "", "\u0000\u007f\u0080\u00ff\u0100\u07ff\u0800\uffff", "עברית"};
        String[] names = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "US-ASCII", "windows-1252", "ISO-8859-15", "IBM437", "Shift_JIS", "EUC-JP", "GBK", "Big5", "GB18030", "KOI8-R", "ISO-2022-JP"};
        for (String n : names) {
            Charset c = Charset.forName(n);
            StringBuilder sb = new StringBuilder(c.name() + " " + c.canEncode());
            for (String t : texts) {
                byte[] b = t.getBytes(c);
                sb.append(' ').append(hex(b)).append(new String(b, c).equals(t) ? "=" : "#");
            }
            System.out.println(sb);
        }
        int[][] bad = {{0xc0, 0x80}, {0xff}, {0xe2, 0x82}, {0xe2, 0x82, 0x41}, {0xf0, 0x9f, 0x98}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0x41, 0x80, 0x42}, {0xc3}, {0xf8, 0x88, 0x80, 0x80, 0x80}};
        for (int[] x : bad) {
            byte[] b = new byte[x.length];
            for (int i = 0; i < b.length; i++) b[i] = (byte) x[i];
            String r;
            try {
                r = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b)).toString();
            } catch (CharacterCodingException e) {
                r = e.getClass().getSimpleName() + " " + e.getMessage();
            }
            System.out.println(hex(b) + " " + esc(new String(b, StandardCharsets.UTF_8)) + " " + r + " " + esc(new String(b, StandardCharsets.US_ASCII)));
        }
        CharsetEncoder e = StandardCharsets.ISO_8859_1.newEncoder();
        System.out.println(e.canEncode('é') + " " + e.canEncode('€') + " " + e.maxBytesPerChar() + " " + hex(e.replacement()));
        try {
            e.encode(CharBuffer.wrap("a€b"));
        } catch (UnmappableCharacterException x) {
            System.out.println(x.getMessage());
        }
        e.onUnmappableCharacter(CodingErrorAction.REPLACE).replaceWith(new byte[]{'!'});
        System.out.println(hex(e.encode(CharBuffer.wrap("a€b")).array()));
        e.onUnmappableCharacter(CodingErrorAction.IGNORE);
        System.out.println(e.encode(CharBuffer.wrap("a€b")).remaining());
        CharsetDecoder d = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap("aé€\ud83d\ude00".getBytes("UTF-8"));
        CharBuffer out = CharBuffer.allocate(2);
        StringBuilder sb = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            CoderResult r = d.decode(in, out, true);
            out.flip();
            sb.append(r).append(':').append(esc(out.toString())).append(' ');
            out.clear();
            if (r.isUnderflow()) break;
        }
        System.out.println(sb + " " + d.flush(out));
        d.reset();
        in = ByteBuffer.wrap(new byte[]{(byte) 0xe2, (byte) 0x82});
        System.out.println(d.decode(in, CharBuffer.allocate(5), false) + " " + in.remaining() + " " + d.decode(in, CharBuffer.allocate(5), true));
        try {
            Charset.forName("no-such-charset");
        } catch (UnsupportedCharsetException x) {
            System.out.println(x.getMessage());
        }
        try {
            Charset.forName("bad name!");
        } catch (IllegalCharsetNameException x) {
            System.out.println(x.getMessage());
        }
        try {
            "x".getBytes("nope");
        } catch (java.io.UnsupportedEncodingException x) {
            System.out.println(x.getMessage());
        }
        System.out.println(Charset.isSupported("utf8") + " " + Charset.forName("latin1") + " " + Charset.forName("UTF8").aliases().contains("unicode-1-1-utf-8") + " " + StandardCharsets.UTF_16.contains(StandardCharsets.UTF_8));
        System.out.println(esc(new String(new byte[]{(byte) 0xfe, (byte) 0xff, 0, 'a'}, "UTF-16")) + esc(new String(new byte[]{(byte) 0xff, (byte) 0xfe, 'a', 0}, "UTF-16")) + esc(new String(new byte[]{0, 'a', 0}, "UTF-16")));
        java.io.ByteArrayOutputStream bos = new java.io.ByteArrayOutputStream();
        try (java.io.OutputStreamWriter w = new java.io.OutputStreamWriter(bos, "UTF-8")) {
            w.write("\ud83d");
            w.write("\ude00 ok");
        }
        System.out.println(hex(bos.toByteArray()));
        java.io.PrintStream ps = new java.io.PrintStream(bos = new java.io.ByteArrayOutputStream(), true, "UTF-16BE");
        ps.print("é");
        System.out.println(hex(bos.toByteArray()));
        System.out.println("done Charsets");
    }
}
