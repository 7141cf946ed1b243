package org.sgad.availability;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the container does for {@code @Transactional}, by hand: within {@link #in} every connection of the calling thread
 * is one and the same, committed at the end or, after an exception, rolled back. Inner calls join the outer one.
 */
@SuppressWarnings("ThreadLocalUsage") // two nodes in one test are two of these
final class Transactions {
    private final DataSource database;
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

    Transactions(DataSource database) {
        this.database = database;
    }

    /** Connections of the current transaction; each its own where there is none. */
    DataSource dataSource() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                throw new UnsupportedOperationException(method.getName());
            }
            Connection joined = current.get();
            return joined == null ? database.getConnection() : joined;
        });
    }

    <T extends @Nullable Object> T in(Supplier<T> work) {
        if (current.get() != null) {
            return work.get();
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            current.set(unclosable(connection));
            try {
                T result = work.get();
                connection.commit();
                return result;
            } catch (RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                current.remove();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection unclosable(Connection connection) {
        return proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    private interface Call {
        @Nullable
        Object answer(Method method, Object @Nullable [] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return call.answer(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
