package org.chrysalis.simulator.runtime;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Supplier;

/** What day it is, asked as any library does; outside of the agent's package. */
@SuppressWarnings({"JavaTimeDefaultTimeZone", "JavaUtilDate"}) // they are what is tested
public final class CalendarCalls {

    private CalendarCalls() {}

    public static List<Instant> instants() {
        Supplier<Date> reference = Date::new;
        return List.of(
                new Date().toInstant(),
                reference.get().toInstant(),
                new Date(new Date().getTime()).toInstant(),
                Calendar.getInstance().toInstant(),
                Calendar.getInstance(Locale.ROOT).toInstant(),
                Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo")).toInstant(),
                new GregorianCalendar().toInstant(),
                ZonedDateTime.now().toInstant(),
                OffsetDateTime.now(ZoneOffset.UTC).toInstant(),
                LocalDateTime.now().toInstant(ZoneOffset.UTC),
                LocalDate.now().atTime(LocalTime.now()).toInstant(ZoneOffset.UTC),
                Clock.systemDefaultZone().instant(),
                Clock.system(ZoneId.of("Asia/Tokyo")).instant(),
                Clock.tickMillis(ZoneOffset.UTC).instant(),
                Clock.tickSeconds(ZoneOffset.UTC).instant());
    }

    /** Of a place nine hours ahead. */
    public static List<String> inTokyo() {
        var zone = ZoneId.of("Asia/Tokyo");
        return List.of(
                LocalDate.now(zone).toString(),
                LocalTime.now(zone).toString(),
                OffsetTime.now(zone).toString(),
                Year.now(zone).toString(),
                YearMonth.now(zone).toString(),
                MonthDay.now(zone).toString());
    }

    public static ZoneId zone() {
        return ZoneId.systemDefault();
    }
}
