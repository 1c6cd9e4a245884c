// difftest: gc-every=20000
import java.text.*;
import java.util.*;
import java.util.stream.*;

/** The old date classes: Gregorian calendars across the cutover and lenient fields, time zones with transitions, weeks of years by locale, rolling, Date and SimpleDateFormat in many patterns, parsing and its errors. */
public class CalendarsOld {
    static String s(Calendar c) {
        return String.format(Locale.ROOT, "%1$tY-%1$tm-%1$td %1$tH:%1$tM:%1$tS.%1$tL", c) + " era" + c.get(Calendar.ERA) + " w" + c.get(Calendar.WEEK_OF_YEAR) + "." + c.get(Calendar.WEEK_OF_MONTH) + " d" + c.get(Calendar.DAY_OF_YEAR) + "." + c.get(Calendar.DAY_OF_WEEK) + "." + c.get(Calendar.DAY_OF_WEEK_IN_MONTH) + " z" + c.get(Calendar.ZONE_OFFSET) / 60000 + "+" + c.get(Calendar.DST_OFFSET) / 60000;
    }

    static void t(String what, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(what + ": " + c.call());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage() + (e instanceof ParseException p ? " at " + p.getErrorOffset() : ""));
        }
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.US);
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        TimeZone ny = TimeZone.getTimeZone("America/New_York"), berlin = TimeZone.getTimeZone("Europe/Berlin"), lh = TimeZone.getTimeZone("Australia/Lord_Howe");
        GregorianCalendar g = new GregorianCalendar(1582, Calendar.OCTOBER, 4);
        System.out.println(s(g));
        g.add(Calendar.DATE, 1);
        System.out.println(s(g) + " " + g.getActualMaximum(Calendar.DAY_OF_MONTH) + " " + g.isLeapYear(1500) + g.isLeapYear(1900) + g.isLeapYear(2000));
        g.set(2024, Calendar.JANUARY, 31, 23, 59, 59);
        g.add(Calendar.MONTH, 1);
        System.out.println(s(g));
        g.roll(Calendar.DATE, 5);
        System.out.println(s(g));
        g.roll(Calendar.MONTH, -14);
        System.out.println(s(g));
        g.add(Calendar.YEAR, -2030);
        System.out.println(s(g));
        g.setLenient(true);
        g.clear();
        g.set(2021, 14, -3, 50, 70, 80);
        System.out.println(s(g));
        g.setLenient(false);
        g.set(Calendar.MONTH, 13);
        t("strict", g::getTime);
        for (TimeZone z : new TimeZone[]{ny, berlin, lh}) {
            GregorianCalendar c = new GregorianCalendar(z);
            c.clear();
            c.set(2021, Calendar.MARCH, 14, 2, 30);
            System.out.println(z.getID() + " " + s(c));
            c.set(2021, Calendar.NOVEMBER, 7, 1, 30);
            long a = c.getTimeInMillis();
            c.add(Calendar.HOUR, 1);
            System.out.println(s(c) + " " + (c.getTimeInMillis() - a) + " " + z.inDaylightTime(new Date(a)) + " " + z.getRawOffset() / 60000 + " " + z.getDSTSavings() / 60000 + " " + z.getDisplayName(true, TimeZone.SHORT, Locale.US) + " " + z.getDisplayName(Locale.US));
            c.set(2021, Calendar.MARCH, 28, 2, 30);
            System.out.println(s(c) + " " + c.toZonedDateTime());
        }
        for (Locale l : new Locale[]{Locale.US, Locale.GERMANY, new Locale("ar", "EG")}) {
            Calendar c = Calendar.getInstance(l);
            c.clear();
            c.set(2021, 0, 1);
            System.out.println(l + " first " + c.getFirstDayOfWeek() + " minimal " + c.getMinimalDaysInFirstWeek() + " week " + c.get(Calendar.WEEK_OF_YEAR) + " " + c.isWeekDateSupported() + " " + c.getWeekYear() + " " + c.getWeeksInWeekYear() + " " + c.getCalendarType());
        }
        Date d = new Date(1_600_000_000_123L);
        System.out.println(d + " " + d.getTime() + " " + d.toInstant() + " " + d.compareTo(new Date(0)) + " " + d.after(new Date(0)) + " " + new Date(0).equals(Date.from(java.time.Instant.EPOCH)) + " " + d.hashCode() + " " + d.toGMTString());
        for (String p : new String[]{"yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "EEE, d MMM yyyy HH:mm:ss Z", "GGGG yyyyy.MMMMM.dd hh:mm aaa", "YYYY-'W'ww-u", "D F W k K Z X XX", "yy/M/d H:m:s''S", "LLLL EEEE"}) {
            SimpleDateFormat f = new SimpleDateFormat(p, Locale.US);
            f.setTimeZone(ny);
            String x = f.format(d);
            t(p, () -> x + " | " + f.parse(x).getTime());
        }
        for (Locale l : new Locale[]{Locale.US, Locale.GERMANY, Locale.FRANCE, Locale.JAPAN}) System.out.println(DateFormat.getDateInstance(DateFormat.FULL, l).format(d) + " | " + DateFormat.getDateInstance(DateFormat.SHORT, l).format(d) + " | " + DateFormat.getTimeInstance(DateFormat.SHORT, l).format(d));
        SimpleDateFormat strict = new SimpleDateFormat("yyyy-MM-dd");
        strict.setLenient(false);
        t("lenient", () -> new SimpleDateFormat("yyyy-MM-dd").parse("2021-02-31"));
        t("strict", () -> strict.parse("2021-02-31"));
        t("garbage", () -> strict.parse("20x1-02-03"));
        t("trailing", () -> strict.parse("2021-02-03 and more"));
        t("pattern", () -> new SimpleDateFormat("yyyy-bb"));
        t("two digits", () -> {
            SimpleDateFormat f = new SimpleDateFormat("yy");
            f.set2DigitYearStart(new Date(0));
            return f.parse("69") + " " + f.parse("70");
        });
        t("position", () -> {
            ParsePosition p = new ParsePosition(3);
            Date x = new SimpleDateFormat("MMM d").parse("on Feb 29!", p);
            return x.getTime() + " " + p.getIndex();
        });
        t("symbols", () -> {
            DateFormatSymbols y = new DateFormatSymbols(Locale.US);
            y.setShortMonths("a b c d e f g h i j k l".split(" "));
            return new SimpleDateFormat("d MMM", y).format(d);
        });
        SimpleTimeZone sz = new SimpleTimeZone(3_600_000, "Own", Calendar.MARCH, -1, Calendar.SUNDAY, 7_200_000, Calendar.OCTOBER, 2, Calendar.FRIDAY, 0);
        GregorianCalendar c = new GregorianCalendar(sz);
        c.clear();
        c.set(2020, Calendar.JULY, 1);
        System.out.println(s(c) + " " + sz.getOffset(c.getTimeInMillis()) + " " + sz.observesDaylightTime() + " " + sz.hasSameRules(berlin) + " " + TimeZone.getTimeZone("GMT+5:45").getRawOffset() + " " + TimeZone.getTimeZone("Nowhere/None").getID() + " " + Stream.of(TimeZone.getAvailableIDs(20_700_000)).sorted().toList());
        System.out.println("done CalendarsOld");
    }
}
