package org.sgad.broker;

import java.util.List;
import org.sgad.event.SgadEvent;

/**
 * Publishes once more what was published before, beside the flow of events and without holding it up. One caller at a
 * time; like a {@link Publisher} otherwise.
 */
public interface Republisher {
    /** Header: the id of the replay for which a message is sent again. */
    String HEADER = "x-sgad-replay";

    /**
     * To the exchanges and with the keys that the events had. Gateways hand none of them out.
     *
     * @throws BrokerAway where nothing was published
     */
    List<Confirmation> toExchanges(List<SgadEvent> events, String replay);

    /**
     * To every gateway's queue and to nobody else; refused where there is no gateway.
     *
     * @throws BrokerAway where nothing was published
     */
    List<Confirmation> toSessions(List<SgadEvent> events, String replay);
}
