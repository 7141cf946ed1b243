package org.sgad.node;

/** Where the database is; the data source reads the same keys through the server's configuration. */
record DatabaseSettings(String url, String user) implements ComponentSettings {
    static DatabaseSettings from(Settings settings) {
        String url = settings.parsed("db.url", "a JDBC URL such as jdbc:postgresql://localhost:5432/sgad", text -> {
                    if (!text.startsWith("jdbc:postgresql:")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                })
                .orElseThrow(() -> settings.invalid("db.url", "a JDBC URL"));
        return new DatabaseSettings(
                url, settings.text("db.user").orElseThrow(() -> settings.invalid("db.user", "a name")));
    }
}
