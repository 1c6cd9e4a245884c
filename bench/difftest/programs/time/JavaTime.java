import java.time.*;
import java.time.format.*;
import java.time.temporal.*;
import java.util.*;

/** java.time: arithmetic, periods, zones with transitions, parsing, formatting, adjusters, errors. */
public class JavaTime {
    interface Act {
        Object run() throws Exception;
    }

    static void t(String what, Act a) {
        try {
            System.out.println(what + ": " + a.run());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        LocalDate d = LocalDate.of(2024, 2, 29);
        System.out.println(d.plusYears(1) + " " + d.minusMonths(1) + " " + d.plusDays(366) + " " + d.getDayOfWeek() + " " + d.getDayOfYear() + " " + d.isLeapYear() + " " + d.lengthOfMonth() + " " + d.toEpochDay() + " " + LocalDate.ofEpochDay(-1) + " " + LocalDate.MAX + " " + d.withDayOfMonth(1).minusDays(1));
        System.out.println(Period.between(LocalDate.of(2000, 1, 31), d) + " " + ChronoUnit.DAYS.between(LocalDate.of(2000, 1, 31), d) + " " + d.until(LocalDate.of(2025, 1, 1)) + " " + Period.parse("P1Y2M-3D").normalized() + " " + d.datesUntil(d.plusDays(3)).toList());
        for (TemporalAdjuster ta : new TemporalAdjuster[]{TemporalAdjusters.firstDayOfNextMonth(), TemporalAdjusters.lastDayOfYear(), TemporalAdjusters.next(DayOfWeek.MONDAY), TemporalAdjusters.dayOfWeekInMonth(2, DayOfWeek.FRIDAY), TemporalAdjusters.lastInMonth(DayOfWeek.SUNDAY)}) System.out.print(d.with(ta) + " ");
        System.out.println();
        LocalTime tm = LocalTime.of(23, 59, 59, 999_999_999);
        System.out.println(tm.plusNanos(1) + " " + tm.truncatedTo(ChronoUnit.MINUTES) + " " + tm.toNanoOfDay() + " " + LocalTime.MIDNIGHT.minusSeconds(1) + " " + LocalTime.parse("10:15:30.5") + " " + tm.compareTo(LocalTime.NOON) + " " + ChronoUnit.MINUTES.between(LocalTime.of(1, 0), LocalTime.of(23, 1)));
        LocalDateTime dt = LocalDateTime.of(2021, 3, 28, 2, 30);
        for (String z : new String[]{"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC", "+05:30", "Pacific/Apia", "America/Sao_Paulo"}) {
            ZonedDateTime zd = dt.atZone(ZoneId.of(z));
            System.out.println(zd + " " + zd.toInstant() + " " + zd.plusHours(24) + " " + zd.plusDays(1) + " " + zd.withZoneSameInstant(ZoneId.of("Asia/Tokyo")) + " " + zd.getZone().getRules().isDaylightSavings(zd.toInstant()));
        }
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime overlap = LocalDateTime.of(2021, 10, 31, 2, 30);
        System.out.println(overlap.atZone(berlin) + " " + overlap.atZone(berlin).withLaterOffsetAtOverlap() + " " + berlin.getRules().getValidOffsets(overlap) + " " + berlin.getRules().getTransition(dt) + " " + berlin.getRules().nextTransition(Instant.parse("2021-01-01T00:00:00Z")) + " " + Duration.between(overlap.atZone(berlin), overlap.atZone(berlin).withLaterOffsetAtOverlap()));
        Instant i = Instant.ofEpochSecond(1_600_000_000L, 123_456_789);
        System.out.println(i + " " + i.plus(1, ChronoUnit.DAYS) + " " + i.truncatedTo(ChronoUnit.HOURS) + " " + i.toEpochMilli() + " " + Instant.EPOCH.minusNanos(1) + " " + Instant.MIN + " " + Instant.parse("2016-12-31T23:59:60Z"));
        System.out.println(Duration.ofSeconds(3661, 5) + " " + Duration.ofMillis(-1500) + " " + Duration.parse("PT-1H30M") + " " + Duration.ofDays(2).toHours() + " " + Duration.ofSeconds(10).dividedBy(3) + " " + Duration.ofMinutes(90).toMinutesPart() + " " + Duration.ofHours(5).compareTo(Duration.ofMinutes(300)));
        for (String p : new String[]{"yyyy-MM-dd HH:mm:ss.SSS", "EEEE, d MMMM uuuu", "EEE MMM dd h:mm a", "yy/M/d k:m:s", "D 'day' w 'week'", "QQQ uuuu", "G yyyy", "e c EEEEE"}) System.out.println(p + " -> " + DateTimeFormatter.ofPattern(p, Locale.US).format(LocalDateTime.of(2009, 7, 4, 0, 5, 9, 87_000_000)));
        ZonedDateTime fz = ZonedDateTime.of(2009, 7, 4, 13, 5, 9, 87, ZoneId.of("America/Los_Angeles"));
        for (DateTimeFormatter f : new DateTimeFormatter[]{DateTimeFormatter.ISO_ZONED_DATE_TIME, DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_WEEK_DATE, DateTimeFormatter.ISO_ORDINAL_DATE, DateTimeFormatter.BASIC_ISO_DATE, DateTimeFormatter.ofPattern("z zzzz VV X xxx O", Locale.US),
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT).withLocale(Locale.GERMANY), DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(Locale.FRANCE)}) System.out.println(f.format(fz));
        t("parse", () -> LocalDate.parse("05.03.2021", DateTimeFormatter.ofPattern("dd.MM.yyyy")) + " " + OffsetDateTime.parse("2021-03-05T10:00+02:00").toInstant() + " " + ZonedDateTime.parse("2021-03-05T10:00+01:00[Europe/Paris]") + " " + YearMonth.parse("2021-02").atEndOfMonth() + " " + MonthDay.parse("--02-29").atYear(2021) + " " + Year.of(1900).isLeap());
        t("bad date", () -> LocalDate.of(2021, 2, 29));
        t("bad month", () -> LocalDate.of(2021, 13, 1));
        t("bad parse", () -> LocalDate.parse("2021-2-3"));
        t("bad parse2", () -> LocalTime.parse("25:00"));
        t("bad zone", () -> ZoneId.of("Mars/Phobos"));
        t("bad offset", () -> ZoneOffset.of("+19:00"));
        t("bad pattern", () -> DateTimeFormatter.ofPattern("yyyy-b"));
        t("unsupported", () -> LocalDate.EPOCH.get(ChronoField.HOUR_OF_DAY));
        t("unsupported unit", () -> LocalTime.NOON.plus(1, ChronoUnit.DAYS));
        t("no field", () -> DateTimeFormatter.ofPattern("HH").format(d));
        t("overflow", () -> Instant.MAX.plusSeconds(1));
        t("resolver", () -> LocalDate.parse("2021-02-31", DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.SMART)));
        t("lenient", () -> LocalDate.parse("2021-02-31", DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.LENIENT)));
        t("week", () -> d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + " " + d.get(WeekFields.of(Locale.US).weekOfYear()) + " " + d.get(IsoFields.QUARTER_OF_YEAR) + " " + d.getLong(JulianFields.JULIAN_DAY) + " " + d.range(ChronoField.DAY_OF_MONTH));
        t("chronologies", () -> java.time.chrono.JapaneseDate.from(d) + " " + java.time.chrono.ThaiBuddhistDate.from(d) + " " + java.time.chrono.MinguoDate.from(d) + " " + java.time.chrono.HijrahDate.from(d));
        Clock c = Clock.fixed(i, ZoneOffset.ofHours(2));
        t("clock", () -> LocalDateTime.now(c) + " " + Clock.offset(c, Duration.ofDays(1)).instant() + " " + Clock.tick(c, Duration.ofMinutes(1)).millis() + " " + c);
        t("dow", () -> DayOfWeek.MONDAY.minus(1) + " " + Month.JANUARY.plus(14) + " " + Month.FEBRUARY.maxLength() + " " + DayOfWeek.FRIDAY.getDisplayName(TextStyle.FULL, Locale.ITALY) + " " + Month.MAY.getDisplayName(TextStyle.SHORT, Locale.GERMANY));
        t("legacy", () -> Date.from(i).toInstant() + " " + new GregorianCalendar(TimeZone.getTimeZone("UTC")).toZonedDateTime().getZone() + " " + TimeZone.getTimeZone("Europe/Berlin").getOffset(i.toEpochMilli()) + " " + TimeZone.getTimeZone("nowhere").getID());
        System.out.println("done JavaTime");
    }
}
