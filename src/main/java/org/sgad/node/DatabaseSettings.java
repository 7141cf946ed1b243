package org.sgad.node;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the database is; the data source reads the same keys through the server's configuration. */
record DatabaseSettings(String url, String user, String password) implements ComponentSettings {
    private static final int LOGIN_SECONDS = 5;

    static DatabaseSettings from(Settings settings) {
        String url = settings.parsed("db.url", "a JDBC URL such as jdbc:postgresql://localhost:5432/sgad", text -> {
                    if (!text.startsWith("jdbc:postgresql:")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                })
                .orElseThrow(() -> settings.invalid("db.url", "a JDBC URL"));
        return new DatabaseSettings(
                url,
                settings.text("db.user").orElseThrow(() -> settings.invalid("db.user", "a name")),
                settings.text("db.password", ""));
    }

    /** Connections that wait as long as a statement takes: to make an index on a large table takes minutes. */
    DataSource patient() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setLoginTimeout(LOGIN_SECONDS);
        source.setTcpKeepAlive(true);
        return source;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + Settings.masked(url);
    }
}
