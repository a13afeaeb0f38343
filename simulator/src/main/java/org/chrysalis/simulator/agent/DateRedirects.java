package org.chrysalis.simulator.agent;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/** What day it is: the clock's answers ({@link ClockRedirects}) in the shapes of a calendar. */
@SuppressWarnings("JavaUtilDate") // libraries ask for it
public final class DateRedirects {

    private DateRedirects() {}

    @Instead(of = Date.class, call = Instead.NEW)
    public static Date date() {
        return new Date(ClockRedirects.currentTimeMillis());
    }

    @Instead(of = Calendar.class, call = "getInstance")
    public static Calendar calendar() {
        return atNow(Calendar.getInstance());
    }

    @Instead(of = Calendar.class, call = "getInstance")
    public static Calendar calendar(TimeZone zone) {
        return atNow(Calendar.getInstance(zone));
    }

    @Instead(of = Calendar.class, call = "getInstance")
    public static Calendar calendar(Locale locale) {
        return atNow(Calendar.getInstance(locale));
    }

    @Instead(of = Calendar.class, call = "getInstance")
    public static Calendar calendar(TimeZone zone, Locale locale) {
        return atNow(Calendar.getInstance(zone, locale));
    }

    @Instead(of = GregorianCalendar.class, call = Instead.NEW)
    public static GregorianCalendar gregorian() {
        return atNow(new GregorianCalendar());
    }

    private static <T extends Calendar> T atNow(T calendar) {
        if (Redirects.isInside()) {
            calendar.setTimeInMillis(ClockRedirects.currentTimeMillis());
        }
        return calendar;
    }

    @Instead(of = LocalDate.class, call = "now")
    public static LocalDate localDate() {
        return LocalDate.now(ClockRedirects.here());
    }

    @Instead(of = LocalDate.class, call = "now")
    public static LocalDate localDate(ZoneId zone) {
        return LocalDate.now(ClockRedirects.in(zone));
    }

    @Instead(of = LocalTime.class, call = "now")
    public static LocalTime localTime() {
        return LocalTime.now(ClockRedirects.here());
    }

    @Instead(of = LocalTime.class, call = "now")
    public static LocalTime localTime(ZoneId zone) {
        return LocalTime.now(ClockRedirects.in(zone));
    }

    @Instead(of = LocalDateTime.class, call = "now")
    public static LocalDateTime localDateTime() {
        return LocalDateTime.now(ClockRedirects.here());
    }

    @Instead(of = LocalDateTime.class, call = "now")
    public static LocalDateTime localDateTime(ZoneId zone) {
        return LocalDateTime.now(ClockRedirects.in(zone));
    }

    @Instead(of = ZonedDateTime.class, call = "now")
    public static ZonedDateTime zonedDateTime() {
        return ZonedDateTime.now(ClockRedirects.here());
    }

    @Instead(of = ZonedDateTime.class, call = "now")
    public static ZonedDateTime zonedDateTime(ZoneId zone) {
        return ZonedDateTime.now(ClockRedirects.in(zone));
    }

    @Instead(of = OffsetDateTime.class, call = "now")
    public static OffsetDateTime offsetDateTime() {
        return OffsetDateTime.now(ClockRedirects.here());
    }

    @Instead(of = OffsetDateTime.class, call = "now")
    public static OffsetDateTime offsetDateTime(ZoneId zone) {
        return OffsetDateTime.now(ClockRedirects.in(zone));
    }

    @Instead(of = OffsetTime.class, call = "now")
    public static OffsetTime offsetTime() {
        return OffsetTime.now(ClockRedirects.here());
    }

    @Instead(of = OffsetTime.class, call = "now")
    public static OffsetTime offsetTime(ZoneId zone) {
        return OffsetTime.now(ClockRedirects.in(zone));
    }

    @Instead(of = Year.class, call = "now")
    public static Year year() {
        return Year.now(ClockRedirects.here());
    }

    @Instead(of = Year.class, call = "now")
    public static Year year(ZoneId zone) {
        return Year.now(ClockRedirects.in(zone));
    }

    @Instead(of = YearMonth.class, call = "now")
    public static YearMonth yearMonth() {
        return YearMonth.now(ClockRedirects.here());
    }

    @Instead(of = YearMonth.class, call = "now")
    public static YearMonth yearMonth(ZoneId zone) {
        return YearMonth.now(ClockRedirects.in(zone));
    }

    @Instead(of = MonthDay.class, call = "now")
    public static MonthDay monthDay() {
        return MonthDay.now(ClockRedirects.here());
    }

    @Instead(of = MonthDay.class, call = "now")
    public static MonthDay monthDay(ZoneId zone) {
        return MonthDay.now(ClockRedirects.in(zone));
    }
}
