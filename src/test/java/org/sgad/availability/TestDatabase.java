package org.sgad.availability;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sgad.devservices.DevServices;
import org.sgad.node.Migrations;

/** The parts' PostgreSQL, with migrated tables for each who asks, in a schema of their own. */
public final class TestDatabase {
    private static final AtomicInteger CREATED = new AtomicInteger();

    private TestDatabase() {}

    /** Fresh tables. */
    public static DataSource create() {
        String schema = "availability_" + CREATED.incrementAndGet();
        Map<String, String> settings = DevServices.current().settings();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(settings.get("DB_URL"));
        database.setUser(settings.get("DB_USER"));
        database.setPassword(settings.get("DB_PASSWORD"));
        database.setCurrentSchema(schema);
        Migrations.of(database).schemas(schema).load().migrate();
        return database;
    }

    public static void execute(DataSource database, String sql, Object... arguments) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of what a query finds, as texts. */
    public static List<String> texts(DataSource database, String sql) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public static int count(DataSource database, String sql) {
        return Integer.parseInt(texts(database, sql).get(0));
    }
}
