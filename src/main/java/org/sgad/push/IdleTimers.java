package org.sgad.push;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.Field;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends the timers of idle sockets that nobody has set. The server starts one with each message that a session gets or sends,
 * also where the timeout is 0, on its managed executor; that looks for context providers through all jars for each task, which
 * is two thirds of a plain send and a quarter of a connection. Sockets here have no idle timeout but {@link Heartbeats}, so
 * its container gets an executor that takes no task for at once. On a server that is built in another way all works as it
 * does there.
 */
@WebListener
public class IdleTimers implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(IdleTimers.class.getName());
    private static final String SERVERS_EXECUTOR = "managedScheduledExecutorService";

    private final ScheduledThreadPoolExecutor others = new Executor();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Object container = event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            Field executor = serversExecutor(container);
            executor.setAccessible(true);
            executor.set(container, others);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.INFO, "sockets pay for idle timers: {0}", e.toString());
        }
    }

    private static Field serversExecutor(@Nullable Object container) throws NoSuchFieldException {
        for (Class<?> type = container == null ? null : container.getClass();
                type != null;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(SERVERS_EXECUTOR)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(SERVERS_EXECUTOR);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        others.shutdownNow();
    }

    private static final class Executor extends ScheduledThreadPoolExecutor {
        Executor() {
            super(1);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            return delay > 0 ? super.schedule(task, delay, unit) : Ended.NOW;
        }
    }

    private static final class Ended extends FutureTask<Void> implements ScheduledFuture<Void> {
        static final Ended NOW = new Ended();

        private Ended() {
            super(() -> null);
            run();
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(0, other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
