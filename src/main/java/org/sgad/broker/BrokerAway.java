package org.sgad.broker;

import jakarta.ejb.ApplicationException;

/** The broker cannot be reached or takes no messages now; nothing was published. */
@ApplicationException(rollback = true)
public final class BrokerAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerAway(String why) {
        super(why);
    }

    BrokerAway(String why, Throwable cause) {
        super(why, cause);
    }
}
