import java.io.*;
import java.util.*;

/** Scanner, StringTokenizer, StreamTokenizer, StringReader and writers, Base64, HexFormat, UUID parsing. */
public class Scanners {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        Scanner s = new Scanner("12 -3.5 word true 0xff 99999999999 line rest\nsecond line\n\n1,5;2").useLocale(Locale.US);
        System.out.println(s.nextInt() + " " + s.nextDouble() + " " + s.next() + " " + s.nextBoolean() + " " + s.hasNextInt() + " " + s.next() + " " + s.hasNextInt() + " " + s.nextLong() + " " + s.nextLine() + "|" + s.nextLine() + "|" + s.nextLine() + "|");
        s.useDelimiter("[,;]");
        System.out.println(s.nextInt() + s.nextInt() + s.nextInt() + " " + s.hasNext());
        t("exhausted", s::next);
        t("mismatch", () -> new Scanner("abc").nextInt());
        t("radix", () -> new Scanner("ff 77").nextInt(16));
        t("closed", () -> {
            Scanner c = new Scanner("x");
            c.close();
            return c.next();
        });
        t("find", () -> {
            Scanner c = new Scanner("key=val; k2=v2");
            c.findInLine("(\\w+)=(\\w+)");
            return c.match().group(1) + c.match().group(2) + " " + c.findInLine("zzz") + " " + c.skip("; ").next();
        });
        t("tokens", () -> new Scanner("a-b-c").useDelimiter("-").tokens().toList() + " " + new Scanner("a1b22").findAll("\\d+").map(m -> m.group()).toList());
        t("locale", () -> new Scanner("1.234,5").useLocale(Locale.GERMANY).nextDouble());
        t("big", () -> new Scanner("123456789012345678901234567890 1e400").nextBigInteger());
        StringTokenizer st = new StringTokenizer("a b,c", " ,", true);
        StringBuilder sb = new StringBuilder();
        System.out.println(st.countTokens());
        while (st.hasMoreTokens()) sb.append('[').append(st.nextToken()).append(']');
        System.out.println(sb);
        t("no token", st::nextToken);
        StreamTokenizer k = new StreamTokenizer(new StringReader("x = 3.5 + 'str' // comment\n/* c */ y"));
        k.slashSlashComments(true);
        k.slashStarComments(true);
        sb.setLength(0);
        while (k.nextToken() != StreamTokenizer.TT_EOF) sb.append(k.ttype == StreamTokenizer.TT_WORD ? k.sval : k.ttype == StreamTokenizer.TT_NUMBER ? "" + k.nval : k.ttype == '\'' ? "Q" + k.sval : "" + (char) k.ttype).append('|');
        System.out.println(sb + " " + k.lineno());
        BufferedReader br = new BufferedReader(new StringReader("l1\nl2\r\nl3\rl4"));
        System.out.println(br.readLine() + br.read() + br.readLine() + br.lines().toList());
        LineNumberReader ln = new LineNumberReader(new StringReader("a\nb\nc"));
        ln.readLine();
        ln.readLine();
        System.out.println(ln.getLineNumber());
        PushbackReader pr = new PushbackReader(new StringReader("ab"));
        int c = pr.read();
        pr.unread(c);
        System.out.println((char) pr.read() + "" + (char) pr.read() + pr.read());
        CharArrayWriter cw = new CharArrayWriter();
        PrintWriter pw = new PrintWriter(cw);
        pw.printf("%d-%s", 1, "x");
        pw.println();
        pw.print(2.5);
        pw.flush();
        System.out.println(cw.toString().replace("\n", "|") + cw.size() + pw.checkError());
        byte[] data = new byte[60];
        for (int i = 0; i < data.length; i++) data[i] = (byte) (i * 37);
        System.out.println(Base64.getEncoder().encodeToString(data));
        System.out.println(Base64.getUrlEncoder().withoutPadding().encodeToString(data));
        System.out.println(Base64.getMimeEncoder(20, new byte[]{'|'}).encodeToString(data));
        System.out.println(Arrays.equals(Base64.getMimeDecoder().decode(Base64.getMimeEncoder().encode(data)), data));
        for (String b : new String[]{"QQ==", "QUI=", "QQ", "Q", "Q===", "QQ=x", "Q Q=", "****", "QUJD"}) t("decode " + b, () -> new String(Base64.getDecoder().decode(b)));
        HexFormat h = HexFormat.ofDelimiter(":").withUpperCase();
        System.out.println(h.formatHex(data, 0, 6) + " " + Arrays.toString(h.parseHex("0A:FF")) + " " + HexFormat.of().toHexDigits((short) 258) + HexFormat.fromHexDigits("7fff"));
        t("bad hex", () -> HexFormat.of().parseHex("0g"));
        UUID u = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        System.out.println(u.version() + " " + u.variant() + " " + u.timestamp() + " " + u.clockSequence() + " " + u.hashCode() + " " + UUID.nameUUIDFromBytes("kiln".getBytes()) + " " + u.compareTo(new UUID(0, 0)) + " " + UUID.randomUUID().version());
        t("bad uuid", () -> UUID.fromString("1-2-3"));
        System.out.println("done Scanners");
    }
}
