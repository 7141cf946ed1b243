package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.sgad.availability.TestDatabase;
import org.sgad.devservices.DevServices;

/** Some migrations make indexes beside the work, outside a transaction, and wait for whoever is in one meanwhile. */
class MigrationIT {
    private static final long PATIENCE_SECONDS = 120;

    @Test
    void nodesThatStartAtOnceDoNotWaitForEachOtherForEver() {
        DataSource database = source("migrated_at_once");

        List<CompletableFuture<Integer>> nodes = IntStream.range(0, 3)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> migrate(database, "migrated_at_once")))
                .toList();
        int applied = nodes.stream()
                .mapToInt(node ->
                        node.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
                .sum();

        assertThat(TestDatabase.count(database, "select count(*) from flyway_schema_history where version is not null"))
                .isEqualTo(applied);
        assertThat(TestDatabase.texts(database, "select indexrelid::regclass from pg_index where not indisvalid"))
                .isEmpty();
    }

    private static int migrate(DataSource database, String schema) {
        return Migrations.of(database).schemas(schema).load().migrate().migrationsExecuted;
    }

    private static DataSource source(String schema) {
        Map<String, String> settings = DevServices.current().settings();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.get("DB_URL"));
        database.setUser(settings.get("DB_USER"));
        database.setPassword(settings.get("DB_PASSWORD"));
        database.setCurrentSchema(schema);
        return database;
    }
}
