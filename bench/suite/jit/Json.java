import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a document and parses it again: characters, string builders, maps, recursion. */
public class Json {
    static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        Object document() {
            Object value = value();
            blanks();
            if (at != text.length()) throw error("end");
            return value;
        }

        private IllegalArgumentException error(String expected) {
            return new IllegalArgumentException(expected + " expected at " + at);
        }

        private void blanks() {
            while (at < text.length() && text.charAt(at) <= ' ') at++;
        }

        private char peek() {
            blanks();
            if (at == text.length()) throw error("value");
            return text.charAt(at);
        }

        private boolean accept(char c) {
            if (peek() != c) return false;
            at++;
            return true;
        }

        private void expect(char c) {
            if (!accept(c)) throw error(String.valueOf(c));
        }

        private Object value() {
            switch (peek()) {
                case '{':
                    return object();
                case '[':
                    return array();
                case '"':
                    return string();
                case 't':
                    return literal("true", Boolean.TRUE);
                case 'f':
                    return literal("false", Boolean.FALSE);
                case 'n':
                    return literal("null", null);
                default:
                    return number();
            }
        }

        private Object literal(String word, Object value) {
            if (!text.startsWith(word, at)) throw error(word);
            at += word.length();
            return value;
        }

        private Map<String, Object> object() {
            Map<String, Object> map = new LinkedHashMap<>();
            expect('{');
            if (accept('}')) return map;
            do {
                peek();
                String key = string();
                expect(':');
                map.put(key, value());
            } while (accept(','));
            expect('}');
            return map;
        }

        private List<Object> array() {
            List<Object> list = new ArrayList<>();
            expect('[');
            if (accept(']')) return list;
            do {
                list.add(value());
            } while (accept(','));
            expect(']');
            return list;
        }

        private String string() {
            if (text.charAt(at) != '"') throw error("string");
            int begin = ++at;
            while (text.charAt(at) != '"' && text.charAt(at) != '\\') at++;
            if (text.charAt(at) == '"') return text.substring(begin, at++);
            StringBuilder b = new StringBuilder(text.substring(begin, at));
            char c;
            while ((c = text.charAt(at++)) != '"') {
                if (c != '\\') {
                    b.append(c);
                    continue;
                }
                char escaped = text.charAt(at++);
                switch (escaped) {
                    case 'n' -> b.append('\n');
                    case 't' -> b.append('\t');
                    case 'u' -> {
                        b.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                        at += 4;
                    }
                    default -> b.append(escaped);
                }
            }
            return b.toString();
        }

        private Number number() {
            int begin = at;
            boolean isWhole = true;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '.' || c == 'e' || c == 'E') isWhole = false;
                else if (c != '-' && c != '+' && (c < '0' || c > '9')) break;
                at++;
            }
            if (begin == at) throw error("value");
            if (isWhole) {
                long value = 0;
                int i = text.charAt(begin) == '-' ? begin + 1 : begin;
                for (; i < at; i++) value = value * 10 + (text.charAt(i) - '0');
                return text.charAt(begin) == '-' ? -value : value;
            }
            return Double.parseDouble(text.substring(begin, at));
        }
    }

    static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            char before = '{';
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(before);
                write(entry.getKey(), out);
                out.append(": ");
                write(entry.getValue(), out);
                before = ',';
            }
            out.append(before == '{' ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            char before = '[';
            for (Object element : list) {
                out.append(before);
                write(element, out);
                before = ',';
            }
            out.append(before == '[' ? "[]" : "]");
        } else if (value instanceof String string) {
            out.append('"');
            for (int i = 0; i < string.length(); i++) {
                char c = string.charAt(i);
                if (c == '"' || c == '\\') out.append('\\').append(c);
                else if (c == '\n') out.append("\\n");
                else out.append(c);
            }
            out.append('"');
        } else {
            out.append(value);
        }
    }

    static Object sample(int n) {
        List<Object> people = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Map<String, Object> person = new LinkedHashMap<>();
            person.put("id", (long) i);
            person.put("name", "Person \"" + i + "\" of\nmany");
            person.put("balance", i % 10 == 0 ? (Object) (i * 0.25) : (Object) (i * -7L));
            person.put("active", i % 3 == 0);
            person.put("nothing", null);
            List<Object> tags = new ArrayList<>();
            for (int t = 0; t < i % 5; t++) tags.add("tag" + t);
            person.put("tags", tags);
            people.add(person);
        }
        return Map.of("people", people);
    }

    static final Object SAMPLE = sample(600);

    static long roundTrip() {
        StringBuilder first = new StringBuilder(), second = new StringBuilder();
        write(SAMPLE, first);
        String text = first.toString();
        Object parsed = new Parser(text).document();
        if (!parsed.equals(SAMPLE)) throw new AssertionError("parsed otherwise");
        write(parsed, second);
        return second.toString().equals(text) ? text.hashCode() * 31L + text.length() : 0;
    }

    public static void main(String[] args) {
        BenchHarness.run("Json", args, 70, -202811791266480L, () -> {
            long sum = 0;
            for (int i = 0; i < 8; i++) sum = sum * 3 + roundTrip();
            return sum;
        });
    }
}
