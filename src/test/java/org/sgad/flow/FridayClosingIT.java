package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.io.File;
import java.net.URL;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A Friday comes, the timer closes the week, and the referee's socket hears it. */
@Story
class FridayClosingIT {
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final Duration TWO_TICKS = Duration.ofSeconds(75);

    @Inject
    MovableClock clock;

    @ArquillianResource
    URL node;

    @Deployment
    static WebArchive artefactWithAClockToMove() {
        return Story.Deployments.artefact()
                .addClasses(MovableClock.class, Http.class, Listener.class, Story.class)
                .addAsLibraries(library(Assertions.class), library(Awaitility.class), library(Matchers.class));
    }

    private static File library(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    @Test
    void theRefereesSocketHearsThatTheWeekIsClosed() {
        Http http = new Http(node.getPort());
        LocalDate friday =
                LocalDate.now(Clock.system(BOGOTA)).plusWeeks(2).with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY));
        Instant due = ZonedDateTime.of(friday, LocalTime.of(15, 0), BOGOTA).toInstant();
        String week = "%d-W%02d"
                .formatted(friday.get(IsoFields.WEEK_BASED_YEAR), friday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        http.put("/api/availability/a-1/" + week, slots(friday.plusDays(1)));
        clock.set(due.minusSeconds(90));

        try (Listener listener = Listener.of(http, "a-1")) {
            assertThat(http.get("/api/closings/next").json().path("due_at").textValue())
                    .as("weeks missed meanwhile are caught up first")
                    .isLessThanOrEqualTo(friday + "T15:00:00-05:00");
            clock.set(due);

            JsonNode closed = await().atMost(TWO_TICKS)
                    .until(listener::events, Matchers.hasSize(1))
                    .get(0);

            assertThat(closed.path("event_type").textValue()).isEqualTo("availability.closed");
            assertThat(closed.path("closed_at").textValue()).isEqualTo(friday + "T15:00:00-05:00");
            assertThat(closed.path("total_slots").intValue()).isEqualTo(1);
            assertThat(http.put("/api/availability/a-1/" + week, slots(friday)).status())
                    .isEqualTo(409);
            assertThat(http.get("/api/closings").json().path("items").valueStream())
                    .filteredOn(run -> run.path("week").textValue().equals(week))
                    .singleElement()
                    .satisfies(run -> assertThat(run.path("closed").intValue()).isEqualTo(1));
        }
    }

    private static String slots(LocalDate date) {
        return "{\"slots\":[{\"date\":\"" + date + "\",\"start\":\"08:00\",\"end\":\"12:00\"}]}";
    }
}
