// difftest: gc-every=20000
import java.text.*;
import java.util.*;

/** MessageFormat, ChoiceFormat, DecimalFormat, NumberFormat, SimpleDateFormat with fixed locales and zones; parsing and its errors. */
public class MessageFormats {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + String.valueOf(a.run()).replace('\u00a0', '~').replace('\u202f', '~'));
        } catch (Exception e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        t("basic", () -> MessageFormat.format("{0} has {1} of {2,number,percent} at {3,number,#.##}", "Bob", 1234567, 0.257, 3.14159));
        t("quotes", () -> MessageFormat.format("it''s '{0}' {0}", "x"));
        t("choice", () -> {
            MessageFormat m = new MessageFormat("{0,choice,0#no files|1#one file|1<{0,number,integer} files}");
            return m.format(new Object[]{0}) + m.format(new Object[]{1}) + m.format(new Object[]{1500});
        });
        t("date", () -> MessageFormat.format("{0,date,yyyy-MM-dd} {0,time,HH:mm} {0,date,short}", new Date(0)));
        t("missing", () -> MessageFormat.format("{0} {2} {1}", "a"));
        t("null", () -> MessageFormat.format("{0}", (Object) null));
        t("bad", () -> new MessageFormat("{0"));
        t("bad2", () -> new MessageFormat("{x}"));
        t("bad3", () -> new MessageFormat("{0,foo}"));
        t("bad arg", () -> MessageFormat.format("{0,number}", "str"));
        t("parse", () -> Arrays.toString(new MessageFormat("{0}-{1,number}").parse("abc-42")));
        t("parse fail", () -> Arrays.toString(new MessageFormat("{0}-{1,number}").parse("abc")));
        t("pattern", () -> new MessageFormat("{1,number,#} {0}").toPattern());
        for (String p : new String[]{"0", "#", "0.00", "#.##", "#,##0.0", "000.0", "0.###E0", "##0.##E0", "0%", "0.0\u2030", "$#,##0.00;($#)", "#,####", "'#'#", "0.0#;-0"}) {
            DecimalFormat d = new DecimalFormat(p, DecimalFormatSymbols.getInstance(Locale.US));
            StringBuilder sb = new StringBuilder(p + " ->");
            for (double v : new double[]{0, 1, -1.5, 1234567.891, 0.00012, -0.0, Double.NaN, Double.POSITIVE_INFINITY, 0.125, 2.5}) sb.append(" ").append(d.format(v));
            System.out.println(sb);
        }
        DecimalFormat d = new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.US));
        for (java.math.RoundingMode r : java.math.RoundingMode.values()) {
            d.setRoundingMode(r);
            t("round " + r, () -> d.format(0.25) + " " + d.format(-0.25) + " " + d.format(0.35));
        }
        t("bad pattern", () -> new DecimalFormat("0.0.0"));
        for (Locale l : new Locale[]{Locale.US, Locale.GERMANY, Locale.FRANCE, new Locale("en", "IN"), Locale.JAPAN, new Locale("ar", "EG"), new Locale("de", "CH")}) {
            t(l.toString(), () -> NumberFormat.getInstance(l).format(1234567.891) + " " + NumberFormat.getCurrencyInstance(l).format(-1234.5) + " " + NumberFormat.getPercentInstance(l).format(0.75) + " "
                + NumberFormat.getCompactNumberInstance(l, NumberFormat.Style.SHORT).format(12345) + " " + DateFormat.getDateInstance(DateFormat.LONG, l).format(new Date(86400000L * 365)));
        }
        NumberFormat nf = NumberFormat.getInstance(Locale.US);
        t("parse num", () -> nf.parse("1,234.5xyz") + " " + nf.parse("-5") + " " + nf.parse("12").getClass().getSimpleName());
        t("parse bad", () -> nf.parse("abc"));
        t("parse pos", () -> {
            ParsePosition p = new ParsePosition(2);
            return nf.parse("ab77cd", p) + " " + p.getIndex() + " " + nf.parse("x", p);
        });
        t("big", () -> {
            DecimalFormat b = new DecimalFormat("#,##0.00");
            b.setParseBigDecimal(true);
            return b.parse("123456789012345678901234567890.12") + " " + b.format(new java.math.BigDecimal("98765432109876543210.555")) + " " + b.format(Long.MIN_VALUE);
        });
        SimpleDateFormat sdf = new SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss.SSSXXX EEE MMM G D w E u a h K k z Z", Locale.US);
        t("sdf", () -> sdf.format(new Date(1614957000123L)));
        t("sdf parse", () -> new SimpleDateFormat("dd/MM/yyyy HH:mm", Locale.US).parse("29/02/2020 13:45").getTime());
        t("sdf lenient", () -> new SimpleDateFormat("dd/MM/yyyy", Locale.US).parse("31/02/2021"));
        t("sdf strict", () -> {
            SimpleDateFormat s = new SimpleDateFormat("dd/MM/yyyy", Locale.US);
            s.setLenient(false);
            return s.parse("31/02/2021");
        });
        t("sdf bad", () -> new SimpleDateFormat("q"));
        t("symbols", () -> Arrays.toString(new DateFormatSymbols(Locale.FRANCE).getShortMonths()) + Arrays.toString(new DateFormatSymbols(Locale.GERMANY).getWeekdays()));
        Calendar c = new GregorianCalendar(2024, Calendar.FEBRUARY, 29);
        c.add(Calendar.YEAR, 1);
        t("calendar", () -> c.getTime() + " " + c.getActualMaximum(Calendar.DAY_OF_MONTH) + " " + c.get(Calendar.WEEK_OF_YEAR) + " " + c.get(Calendar.DAY_OF_WEEK));
        t("choice direct", () -> new ChoiceFormat("-1#neg|0#zero|0<pos").format(0.5) + new ChoiceFormat(new double[]{1, 2}, new String[]{"a", "b"}).format(1.5));
        t("list", () -> ListFmt.join());
        System.out.println("done MessageFormats");
    }

    static class ListFmt {
        static String join() {
            StringJoiner j = new StringJoiner(", ", "{", "}");
            j.setEmptyValue("EMPTY");
            String e = j.toString();
            return e + j.add("a").add("b") + j.length();
        }
    }
}
