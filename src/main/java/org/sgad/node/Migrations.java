package org.sgad.node;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/** How the database comes to be as this version of the product has it. */
public final class Migrations {
    private Migrations() {}

    /**
     * The migrations of a database, to be loaded. Nodes wait for each other outside of a transaction: who makes an index beside
     * the work waits for every transaction to end, its own lock's as well.
     */
    public static FluentConfiguration of(DataSource database) {
        FluentConfiguration migrations =
                Flyway.configure(Migrations.class.getClassLoader()).dataSource(database);
        migrations
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return migrations;
    }
}
