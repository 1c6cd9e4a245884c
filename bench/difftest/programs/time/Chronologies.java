// difftest: gc-every=20000
import java.time.*;
import java.time.chrono.*;
import java.time.format.*;
import java.time.temporal.*;
import java.time.zone.*;
import java.util.*;
import java.util.stream.*;

/** java.time beyond ISO: Japanese, Minguo, Thai and Hijrah dates, own fields, adjusters and queries, clocks, zone rules and their transitions, week-based years, durations and periods at the limits, formatter builders with optional parts. */
public class Chronologies {
    static void t(String what, java.util.concurrent.Callable<?> c) {
        try {
            System.out.println(what + ": " + c.call());
        } catch (Exception e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        Locale.setDefault(Locale.US);
        for (LocalDate d : new LocalDate[]{LocalDate.of(1989, 1, 7), LocalDate.of(2019, 5, 1), LocalDate.of(2024, 2, 29), LocalDate.of(1900, 3, 1)}) {
            StringBuilder sb = new StringBuilder(d + ":");
            for (Chronology c : new Chronology[]{JapaneseChronology.INSTANCE, MinguoChronology.INSTANCE, ThaiBuddhistChronology.INSTANCE, HijrahChronology.INSTANCE}) {
                ChronoLocalDate x = c.date(d);
                sb.append(' ').append(x).append(' ').append(x.lengthOfMonth()).append(' ').append(x.isLeapYear()).append(' ').append(x.plus(1, ChronoUnit.MONTHS)).append(' ').append(x.get(ChronoField.YEAR_OF_ERA)).append(' ').append(LocalDate.from(x).equals(d));
            }
            System.out.println(sb);
        }
        t("era", () -> JapaneseDate.of(JapaneseEra.HEISEI, 31, 4, 30) + " " + JapaneseDate.of(JapaneseEra.HEISEI, 31, 4, 30).plus(1, ChronoUnit.DAYS) + " " + JapaneseEra.values().length + " " + IsoEra.BCE + " " + MinguoEra.BEFORE_ROC);
        t("bad era", () -> JapaneseDate.of(JapaneseEra.SHOWA, 70, 1, 1));
        t("hijrah", () -> HijrahDate.of(1445, 9, 1) + " " + LocalDate.from(HijrahDate.of(1445, 9, 1)) + " " + HijrahDate.of(1445, 1, 1).until(HijrahDate.of(1446, 1, 1), ChronoUnit.DAYS));
        t("formatted", () -> DateTimeFormatter.ofPattern("GGGG y MMMM d", Locale.US).withChronology(ThaiBuddhistChronology.INSTANCE).format(LocalDate.of(2024, 2, 29)) + " | " + DateTimeFormatter.ofPattern("GGGGG y.M.d", Locale.US).withChronology(JapaneseChronology.INSTANCE).format(LocalDate.of(2020, 1, 2)));
        System.out.println(Chronology.getAvailableChronologies().stream().map(Chronology::getId).sorted().toList() + " " + Chronology.of("Minguo") + " " + Chronology.ofLocale(Locale.forLanguageTag("th-TH-u-ca-buddhist")));
        TemporalAdjuster payday = x -> {
            LocalDate d = LocalDate.from(x).with(TemporalAdjusters.lastDayOfMonth());
            return x.with(d.getDayOfWeek().getValue() > 5 ? d.with(TemporalAdjusters.previous(DayOfWeek.FRIDAY)) : d);
        };
        System.out.println(Stream.iterate(LocalDate.of(2021, 1, 1), d -> d.plusMonths(1)).limit(12).map(d -> d.with(payday).getDayOfMonth()).toList() + " " + LocalDate.of(2021, 5, 5).with(TemporalAdjusters.dayOfWeekInMonth(-1, DayOfWeek.MONDAY)) + " " + LocalDate.of(2021, 5, 5).with(TemporalAdjusters.firstInMonth(DayOfWeek.SUNDAY)));
        TemporalQuery<String> quarter = x -> "Q" + x.get(IsoFields.QUARTER_OF_YEAR) + "/" + x.get(IsoFields.DAY_OF_QUARTER) + "/" + x.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) + "/" + x.get(IsoFields.WEEK_BASED_YEAR);
        System.out.println(LocalDate.of(2021, 1, 3).query(quarter) + " " + LocalDate.of(2020, 12, 31).query(quarter) + " " + LocalDate.of(2020, 12, 31).query(TemporalQueries.precision()) + " " + LocalDate.of(2018, 12, 31).get(WeekFields.of(Locale.US).weekOfWeekBasedYear()) + " " + IsoFields.QUARTER_YEARS.between(LocalDate.of(2020, 1, 31), LocalDate.of(2021, 4, 30)) + " " + LocalDate.of(2020, 1, 1).getLong(JulianFields.JULIAN_DAY));
        for (String z : new String[]{"Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia"}) {
            ZoneRules r = ZoneId.of(z).getRules();
            ZoneOffsetTransition n = r.nextTransition(Instant.parse("2011-06-01T00:00:00Z")), p = r.previousTransition(Instant.parse("2011-06-01T00:00:00Z"));
            System.out.println(z + " " + r.getTransitions().size() + " " + r.getTransitionRules().size() + " " + n + " " + p.getDuration() + " " + p.isGap() + " " + r.getOffset(Instant.EPOCH) + " " + r.getStandardOffset(Instant.EPOCH) + " " + r.isDaylightSavings(Instant.parse("2010-07-01T00:00:00Z")));
        }
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime gap = LocalDateTime.of(2021, 3, 28, 2, 30), overlap = LocalDateTime.of(2021, 10, 31, 2, 30);
        System.out.println(gap.atZone(berlin) + " " + overlap.atZone(berlin) + " " + overlap.atZone(berlin).withLaterOffsetAtOverlap() + " " + berlin.getRules().getValidOffsets(gap) + berlin.getRules().getValidOffsets(overlap) + " " + overlap.atZone(berlin).plusHours(1) + " " + overlap.atZone(berlin).plusDays(1) + " " + Duration.between(gap.atZone(berlin).minusDays(1), gap.atZone(berlin)));
        Clock fixed = Clock.fixed(Instant.parse("2021-02-03T04:05:06.789Z"), ZoneOffset.ofHoursMinutes(5, 30));
        System.out.println(LocalDateTime.now(fixed) + " " + Clock.offset(fixed, Duration.ofDays(1)).instant() + " " + Clock.tick(fixed, Duration.ofMinutes(1)).instant() + " " + Year.now(fixed).isLeap() + " " + fixed.withZone(berlin).getZone() + " " + OffsetTime.now(fixed) + " " + MonthDay.now(fixed) + " " + YearMonth.now(fixed).lengthOfMonth());
        DateTimeFormatter f = new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("uuuu-MMM-dd").optionalStart().appendLiteral(' ').appendPattern("HH:mm").optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true).optionalEnd().optionalEnd().optionalStart().appendPattern("[ VV][ XXX]").optionalEnd().parseDefaulting(ChronoField.HOUR_OF_DAY, 7).toFormatter(Locale.US).withResolverStyle(ResolverStyle.STRICT);
        for (String s : new String[]{"2021-feb-03", "2021-FEB-03 12:34", "2021-Feb-30", "2021-Fab-03", "2021-Feb-03 12:34 Asia/Tokyo", "2021-Feb-03 +02:00", "2021-Feb-03x"}) t(s, () -> f.parseBest(s, ZonedDateTime::from, LocalDateTime::from, LocalDate::from));
        t("smart", () -> DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.LENIENT).parse("2021-02-31").query(TemporalQueries.localDate()));
        t("localized", () -> Stream.of(FormatStyle.values()).map(s -> DateTimeFormatter.ofLocalizedDate(s).withLocale(Locale.GERMANY).format(LocalDate.of(2021, 2, 3))).toList());
        t("durations", () -> Duration.parse("PT-1.5S").multipliedBy(3) + " " + Duration.ofSeconds(-1, 1) + " " + Duration.ofSeconds(Long.MAX_VALUE).plusNanos(999_999_999) + " " + Duration.ofHours(49).toDaysPart() + " " + Duration.ofMillis(-12345).dividedBy(7) + " " + Duration.ofDays(3).dividedBy(Duration.ofHours(5)) + " " + Duration.ofSeconds(3661).toMinutesPart());
        t("duration overflow", () -> Duration.ofSeconds(Long.MAX_VALUE).plusSeconds(1));
        t("periods", () -> Period.between(LocalDate.of(2020, 2, 29), LocalDate.of(2021, 2, 28)) + " " + Period.parse("P1Y-14M3W2D").normalized() + " " + LocalDate.of(2020, 3, 31).minus(Period.ofMonths(1)) + " " + LocalDate.of(2020, 1, 1).datesUntil(LocalDate.of(2021, 1, 1), Period.ofMonths(5)).toList());
        t("limits", () -> LocalDate.MAX + " " + Instant.MIN + " " + Year.MAX_VALUE + " " + LocalDateTime.MIN.getYear() + " " + ZoneOffset.MAX + " " + Instant.MAX.getEpochSecond());
        for (java.util.concurrent.Callable<?> c : List.<java.util.concurrent.Callable<?>>of(() -> LocalDate.MAX.plusDays(1), () -> LocalDate.of(2021, 2, 29), () -> LocalTime.of(24, 0), () -> ZoneOffset.ofHours(19), () -> ZoneId.of("No/Where"), () -> LocalDate.now(fixed).get(ChronoField.HOUR_OF_DAY), () -> Instant.now(fixed).plus(1, ChronoUnit.MONTHS), () -> LocalTime.NOON.until(LocalDate.EPOCH, ChronoUnit.HOURS), () -> DayOfWeek.of(8), () -> Period.parse("P1H"), () -> Duration.parse("1h"))) t("bad", c);
        System.out.println("done Chronologies");
    }
}
