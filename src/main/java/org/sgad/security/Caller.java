package org.sgad.security;

import jakarta.enterprise.context.RequestScoped;
import org.sgad.event.Actor;

/** Who sent the current request. */
@RequestScoped
public class Caller {
    private static final Actor ANONYMOUS = new Actor("anonymous", null);

    public Actor actor() {
        return ANONYMOUS;
    }

    public String name() {
        return actor().name();
    }
}
