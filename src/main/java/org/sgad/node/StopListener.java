package org.sgad.node;

import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Fires {@link NodeStopping} at the end of the servlet context, the first that the application hears of a stop. */
@WebListener
public class StopListener implements ServletContextListener {
    private static final Logger LOG = Logger.getLogger(StopListener.class.getName());

    @Inject
    Event<NodeStopping> stopping;

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            stopping.fire(new NodeStopping());
        } catch (RuntimeException e) {
            LastWords.say(LOG, Level.WARNING, "stopping: " + Loop.summary(e));
        }
    }
}
