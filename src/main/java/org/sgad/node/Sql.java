package org.sgad.node;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One statement, or some, on a connection of its own, which is given back at the end and belongs to the caller's transaction,
 * if there is one. What goes wrong is a {@link DatabaseFailure}.
 */
public final class Sql {
    /** Sets a statement's parameters. */
    @FunctionalInterface
    public interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /** Takes what a query finds: all of it, or the row it stands on. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private Sql() {}

    /** What takes several statements. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Works on one connection. */
    public static <T> T using(DataSource source, Work<T> work) {
        try (Connection connection = source.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Queries, and reads all that is found. */
    public static <T> T query(DataSource source, String sql, Parameters parameters, Reader<T> reader) {
        return using(source, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                try (ResultSet rows = statement.executeQuery()) {
                    return reader.read(rows);
                }
            }
        });
    }

    /** Queries, and reads each row. */
    public static <T> List<T> list(DataSource source, String sql, Parameters parameters, Reader<T> row) {
        return query(source, sql, parameters, rows -> all(rows, row));
    }

    /** Reads each row. */
    public static <T> List<T> all(ResultSet rows, Reader<T> row) throws SQLException {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
            all.add(row.read(rows));
        }
        return all;
    }

    /**
     * Changes rows.
     *
     * @return how many
     */
    public static int update(DataSource source, String sql, Parameters parameters) {
        return using(source, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                parameters.set(statement);
                return statement.executeUpdate();
            }
        });
    }

    /** One text of each element, as an array of the database. */
    public static <T> Array texts(
            PreparedStatement statement, Collection<T> elements, Function<T, @Nullable String> text)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", elements.stream().map(text).toArray());
    }

    /** One number of each element, as an array of the database. */
    public static <T> Array numbers(PreparedStatement statement, Collection<T> elements, Function<T, Long> number)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("bigint", elements.stream().map(number).toArray());
    }

    /** A time that may be absent. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
