import java.util.*;

/** String.format: every conversion and flag, widths, locales, argument indices, and the exceptions. */
public class Formats {
    static void f(String fmt, Object... a) {
        try {
            System.out.println(fmt + " -> [" + String.format(Locale.ROOT, fmt, a) + "]");
        } catch (IllegalFormatException e) {
            System.out.println(fmt + " -> " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    static class Fm implements Formattable {
        public void formatTo(Formatter f, int flags, int w, int p) {
            f.format("F(%d,%d,%d)", flags, w, p);
        }
    }

    public static void main(String[] args) {
        for (String s : new String[]{"%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%(d", "%,d", "%x", "%X", "%#x", "%o", "%#o", "%08X", "%,012d", "%-+8d|", "%c", "%e"}) {
            f(s, 1234);
            f(s, -1234);
        }
        for (Object o : new Object[]{(byte) -1, (short) -1, -1, -1L, new java.math.BigInteger("-1")}) f("%x %o %d", o, o, o);
        for (String s : new String[]{"%f", "%.2f", "%10.3f", "%-10.1f|", "%+.0f", "%e", "%.3E", "%g", "%.3g", "%a", "%,.2f", "%(.2f", "%010.2f", "% f", "%#.0f"}) {
            for (double d : new double[]{0, -0.0, 1.5, -12345.678, 1e-7, 1e20, Double.NaN, Double.NEGATIVE_INFINITY, 0.5, 2.5, 9.995}) f(s, d);
        }
        f("%s %S %10s|%-10s|%.2s %b %B %h %H", "str", "up", "r", "l", "trunc", true, null, "hash", "hash");
        f("%b %b %b", "x", false, null);
        f("%c %C %c %c", 'a', 'b', 65, (byte) 66);
        f("%c", 0x1f600);
        f("%% %n|".replace("%n", ""));
        f("%2$s %1$s %<s %s %s", "a", "b");
        f("%s %s", 1, null);
        f("%s", new int[0].length);
        f("%s %#s %-8.3s", new Fm(), new Fm(), new Fm());
        f("%s", List.of(1, 2));
        f("%.3f %.1f %e", new java.math.BigDecimal("1234.56789"), new java.math.BigDecimal("0.05"), new java.math.BigDecimal("1e50"));
        f("%,d %d", new java.math.BigInteger("123456789012345678901234567890"), Long.MIN_VALUE);
        f("%d", "x");
        f("%d", 1.5);
        f("%f", 1);
        f("%c", "str");
        f("%c", -1);
        f("%s");
        f("%5$s", 1);
        f("%q", 1);
        f("%");
        f("%-d", 1);
        f("%-05d", 1);
        f("%+ d", 1);
        f("%,x", 1);
        f("%#d", 1);
        f("%.2d", 1);
        f("%+s", "s");
        f("%.1c", 'c');
        f("%-n");
        f("%<s", 1);
        f("%ss%s", 1, 2);
        f("%tY-%<tm-%<td %<tH:%<tM:%<tS.%<tL %<tB %<tb %<tA %<ta %<tj %<te %<tp %<tI %<tl %<tk %<ty %<tC %<tN", new GregorianCalendar(2021, Calendar.MARCH, 5, 15, 7, 9));
        f("%tF %<tT %<tD %<tR %<tr", java.time.LocalDateTime.of(2020, 2, 29, 23, 59, 58));
        f("%ts %<tQ", new Date(1234567890123L));
        f("%tY", "x");
        f("%tz", java.time.LocalDate.of(2020, 1, 1));
        System.out.println(String.format(Locale.GERMANY, "%,.2f %,d %e", 1234567.891, 1234567, 0.00012));
        System.out.println(String.format(Locale.FRANCE, "%,.2f %,d", 1234567.891, 1234567).replace('\u202f', '_').replace('\u00a0', '_'));
        System.out.println(String.format(Locale.US, "%tA %<tB", new GregorianCalendar(2021, 0, 1)) + String.format(Locale.GERMAN, " %tA %<tB", new GregorianCalendar(2021, 0, 1)));
        System.out.println("%s-%05.1f".formatted("x", 2.25));
        StringBuilder sb = new StringBuilder();
        Formatter fm = new Formatter(sb, Locale.ROOT);
        fm.format("%d", 1).format("%s", "z").flush();
        System.out.println(sb + " " + (fm.out() == sb) + " " + fm.locale());
        fm.close();
        try {
            fm.format("x");
        } catch (FormatterClosedException e) {
            System.out.println("closed");
        }
        System.out.printf(Locale.ROOT, "%-6s|%6s|%n", "ab", "cd");
        System.out.println("done Formats");
    }
}
