package org.sgad.node;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** What the server gives every part of this node: the database, threads, the clock. */
@DataSourceDefinition(
        name = Platform.DATA_SOURCE,
        className = "org.postgresql.ds.PGSimpleDataSource",
        url = "${MPCONFIG=db.url}",
        user = "${MPCONFIG=db.user}",
        password = "${MPCONFIG=db.password}",
        loginTimeout = 5,
        initialPoolSize = 0,
        minPoolSize = 0,
        maxPoolSize = 32,
        properties = {
            // a database that hangs ends a request with an error instead of holding its thread
            "socketTimeout=30",
            "tcpKeepAlive=true",
            // of the server's own minute: a pool that is empty, or forgot who waits, is an error soon
            "fish.payara.max-wait-time-in-millis=5000",
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=5",
            "fish.payara.fail-all-connections=true"
        })
@ManagedThreadFactoryDefinition(name = Platform.THREADS)
@ManagedExecutorDefinition(name = Platform.INTAKE_EXECUTOR, maxAsync = 8)
@ApplicationScoped
public class Platform {
    static final String DATA_SOURCE = "java:app/jdbc/sgad";
    static final String THREADS = "java:app/concurrent/sgad-threads";

    /** The executor whose tasks are the consumers' loops, one for each queue. */
    public static final String INTAKE_EXECUTOR = "java:app/concurrent/sgad-intake";

    @Produces
    @Resource(lookup = DATA_SOURCE)
    DataSource dataSource;

    @Produces
    @Resource(lookup = THREADS)
    ManagedThreadFactory threads;

    @Produces
    @Singleton
    static DatabaseSettings database(Settings settings) {
        return DatabaseSettings.from(settings);
    }

    @Produces
    @Singleton
    static NodeSettings node(Settings settings) {
        return NodeSettings.from(settings, settings.port("payara.instance.http.port", 8080));
    }

    @Produces
    @Singleton
    static HomeZone zone(Settings settings) {
        return HomeZone.from(settings);
    }

    @Produces
    @Singleton
    static TlsSettings tls(Settings settings) {
        return TlsSettings.from(settings);
    }

    @Produces
    @Singleton
    static LogSettings log(Settings settings) {
        return LogSettings.from(settings);
    }

    @Produces
    @Singleton
    static Roles roles(Settings settings) {
        return Roles.from(settings);
    }

    @Produces
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }
}
