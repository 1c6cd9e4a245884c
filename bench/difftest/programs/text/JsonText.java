import java.util.*;

/** A JSON reader and writer: escapes, surrogates, numbers, nesting, duplicate keys, errors with line and column; round trips of random documents. */
public class JsonText {
    static class Bad extends RuntimeException {
        Bad(String m, int line, int col) {
            super(m + " (" + line + ":" + col + ")");
        }
    }

    static class Reader {
        final String s;
        int p, line = 1, start;

        Reader(String s) {
            this.s = s;
        }

        Bad bad(String m) {
            return new Bad(m, line, p - start + 1);
        }

        int peek() {
            while (p < s.length() && Character.isWhitespace(s.charAt(p))) {
                if (s.charAt(p) == '\n') {
                    line++;
                    start = p + 1;
                }
                p++;
            }
            return p < s.length() ? s.charAt(p) : -1;
        }

        void expect(char c) {
            if (peek() != c) throw bad("expected '" + c + "' but " + (p < s.length() ? "'" + s.charAt(p) + "'" : "end"));
            p++;
        }

        Object value() {
            switch (peek()) {
                case '{' -> {
                    p++;
                    Map<String, Object> m = new LinkedHashMap<>();
                    if (peek() != '}') {
                        do {
                            if (peek() != '"') throw bad("expected a name");
                            String k = string();
                            expect(':');
                            if (m.put(k, value()) != null) throw bad("duplicate " + k);
                        } while (peek() == ',' && p++ >= 0);
                    }
                    expect('}');
                    return m;
                }
                case '[' -> {
                    p++;
                    List<Object> l = new ArrayList<>();
                    if (peek() != ']') {
                        do l.add(value()); while (peek() == ',' && p++ >= 0);
                    }
                    expect(']');
                    return l;
                }
                case '"' -> {
                    return string();
                }
                case 't', 'f', 'n' -> {
                    for (String w : new String[]{"true", "false", "null"}) {
                        if (s.startsWith(w, p)) {
                            p += w.length();
                            return w.equals("null") ? Optional.empty() : (Object) Boolean.valueOf(w);
                        }
                    }
                    throw bad("unknown word");
                }
                case -1 -> throw bad("unexpected end");
                default -> {
                    int from = p;
                    if (s.charAt(p) == '-') p++;
                    while (p < s.length() && "0123456789.eE+-".indexOf(s.charAt(p)) >= 0) p++;
                    String n = s.substring(from, p);
                    if (!n.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?")) {
                        p = from;
                        throw bad("not a value: " + s.codePointAt(p));
                    }
                    return n.matches("-?\\d{1,18}") ? (Object) Long.parseLong(n) : (Object) Double.parseDouble(n);
                }
            }
        }

        String string() {
            StringBuilder sb = new StringBuilder();
            for (p++; ; p++) {
                if (p >= s.length()) throw bad("string without end");
                char c = s.charAt(p);
                if (c == '"') {
                    p++;
                    return sb.toString();
                }
                if (c < ' ') throw bad("control character " + (int) c);
                if (c != '\\') {
                    sb.append(c);
                    continue;
                }
                if (++p >= s.length()) throw bad("string without end");
                switch (s.charAt(p)) {
                    case 'n' -> sb.append('\n');
                    case 't' -> sb.append('\t');
                    case 'r' -> sb.append('\r');
                    case 'b' -> sb.append('\b');
                    case 'f' -> sb.append('\f');
                    case '"', '\\', '/' -> sb.append(s.charAt(p));
                    case 'u' -> {
                        try {
                            sb.append((char) HexFormat.fromHexDigits(s, p + 1, p + 5));
                        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                            throw bad("bad \\u");
                        }
                        p += 4;
                    }
                    default -> throw bad("bad escape " + s.charAt(p));
                }
            }
        }

        Object all() {
            Object v = value();
            if (peek() != -1) throw bad("more after the value");
            return v;
        }
    }

    static void write(Object o, StringBuilder sb, String indent) {
        if (o instanceof Map<?, ?> m) {
            sb.append('{');
            String sep = indent;
            for (var e : m.entrySet()) {
                sb.append(sep);
                write(e.getKey(), sb, indent);
                sb.append(": ");
                write(e.getValue(), sb, indent.isEmpty() ? "" : indent + "  ");
                sep = "," + indent;
            }
            sb.append(m.isEmpty() || indent.isEmpty() ? "}" : indent.substring(0, indent.length() - 2) + "}");
        } else if (o instanceof List<?> l) {
            StringJoiner j = new StringJoiner(", ", "[", "]");
            for (Object x : l) {
                StringBuilder in = new StringBuilder();
                write(x, in, indent.isEmpty() ? "" : indent + "  ");
                j.add(in);
            }
            sb.append(j);
        } else if (o instanceof String s) {
            sb.append('"');
            s.chars().forEach(c -> {
                int i = "\"\\\n\t\r\b\f".indexOf(c);
                if (i >= 0) sb.append('\\').append("\"\\ntrbf".charAt(i));
                else if (c < ' ' || c > 126) sb.append(String.format("\\u%04x", c));
                else sb.append((char) c);
            });
            sb.append('"');
        } else {
            sb.append(o instanceof Optional ? "null" : o.toString());
        }
    }

    static String text(Object o, String indent) {
        StringBuilder sb = new StringBuilder();
        write(o, sb, indent);
        return sb.toString();
    }

    static Object random(Random r, int depth) {
        return switch (r.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> r.nextLong() >> r.nextInt(60) >> 5;
            case 1 -> r.nextGaussian() * Math.scalb(1.0, r.nextInt(200) - 100);
            case 2 -> r.nextBoolean() ? Optional.empty() : (Object) r.nextBoolean();
            case 3, 4 -> {
                StringBuilder sb = new StringBuilder();
                for (int n = r.nextInt(12); n > 0; n--) sb.appendCodePoint(switch (r.nextInt(4)) {
                    case 0 -> r.nextInt(32);
                    case 1 -> 0x1F600 + r.nextInt(50);
                    case 2 -> 0x400 + r.nextInt(100);
                    default -> 32 + r.nextInt(95);
                });
                yield sb.toString();
            }
            case 5 -> {
                List<Object> l = new ArrayList<>();
                for (int n = r.nextInt(5); n > 0; n--) l.add(random(r, depth - 1));
                yield l;
            }
            default -> {
                Map<String, Object> m = new LinkedHashMap<>();
                for (int n = r.nextInt(5); n > 0; n--) m.put("k" + r.nextInt(99) + "\u00e9".repeat(n % 2), random(r, depth - 1));
                yield m;
            }
        };
    }

    public static void main(String[] args) {
        for (String s : new String[]{"{\"a\": [1, 2.50, -3e2, true, null], \"b\": {\"c\": \"x\\ny\\u00e9\\ud83d\\ude00\"}}", "[]", "{ }", " \"\\/\" ", "123456789012345678901", "-0", "1e400", "[1,]", "{\"a\" 1}", "{\"a\":1,\n \"a\":2}", "\"abc", "\"\\x\"", "\"\\u12g4\"", "tru", "01", "+1", ".5", "[1\n,\n  2 3]", "\"tab\there\"", "", "[[[[[]]]]", "nullx", "{a:1}"}) {
            try {
                Object v = new Reader(s).all();
                System.out.println(text(v, "") + " " + (v instanceof Number n ? n.getClass().getSimpleName() : ""));
            } catch (Bad e) {
                System.out.println(s.replace("\n", "|").replace("\t", "!") + " -> " + e.getMessage());
            }
        }
        Random r = new Random(99);
        int hash = 0, n = 0;
        for (int i = 0; i < 80; i++) {
            Object o = random(r, 4);
            String t = text(o, ""), pretty = text(o, "\n  ");
            Object back = new Reader(t).all();
            if (!back.equals(o) || !new Reader(pretty).all().equals(o)) System.out.println("differs " + t);
            hash = hash * 31 + t.hashCode();
            n += pretty.length();
        }
        System.out.println(hash + " " + n);
        System.out.println(text(new Reader("{\"list\":[{\"x\":1},{\"y\":[]}],\"deep\":{\"er\":{\"est\":\"q\"}}}").all(), "\n  "));
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 800; i++) deep.append("[");
        for (int i = 0; i < 800; i++) deep.append("]");
        System.out.println(text(new Reader(deep.toString()).all(), "").length());
        System.out.println("done JsonText");
    }
}
