package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.Test;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A version of the WAR, and beside it the next one, whose schema has more: each works on the other's database. */
class TwoVersionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NEXT = "sgad-events-next.war";
    private static final String MIGRATION = """
            alter table event_log add column region text;
            alter table availability add column region text not null default 'unknown';
            create table region (name text primary key);
            """;

    @Test
    void theyRunSideBySideAndTheOlderOneRestartsOnTheNewerSchema() {
        Story.Deployments.artefact()
                .addAsResource(new StringAsset(MIGRATION), "db/migration/V9999__regions.sql")
                .as(ZipExporter.class)
                .exportTo(new File("target", NEXT), true);
        DevServices.current().freshData();
        try (PayaraNode older = DevServices.current().startNode(Map.of())) {
            assertThat(older.isRunning()).isTrue();
            try (PayaraNode newer = DevServices.current().startNode(Map.of(), NEXT)) {
                assertThat(DevServices.current().number("select count(*) from region"))
                        .isZero();
                tellEachOther(older, newer, "2099-W10");

                older.stop();
                older.start();

                tellEachOther(older, newer, "2099-W11");
            }
        }
    }

    /** What is filed at one is heard at the other, and what one closes was filed at both. */
    private static void tellEachOther(PayaraNode older, PayaraNode newer, String week) {
        Http here = new Http(older.port());
        Http there = new Http(newer.port());
        try (Listener atOlder = Listener.of(here, "v-" + week);
                Listener atNewer = Listener.of(there, "v-" + week)) {
            file(here, "v-" + week, week);
            file(there, "v-other-" + week, week);

            assertThat(here.post("/api/closings", "{\"week\":\"" + week + "\"}")
                            .json()
                            .path("closed")
                            .intValue())
                    .isEqualTo(2);

            for (Listener listener : List.of(atOlder, atNewer)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(listener.values("event_type"))
                                .containsExactly("availability.updated", "availability.closed"));
            }
        }
    }

    private static void file(Http http, String referee, String week) {
        String date = week.equals("2099-W10") ? "2099-03-03" : "2099-03-10";
        assertThat(http.put(
                                "/api/availability/" + referee + "/" + week,
                                "{\"slots\":[{\"date\":\"" + date + "\",\"start\":\"08:00\",\"end\":\"12:00\"}]}")
                        .status())
                .isEqualTo(200);
    }
}
