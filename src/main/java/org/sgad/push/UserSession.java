package org.sgad.push;

import org.sgad.event.UserId;

/** One open connection of one user. */
final class UserSession {
    private final UserId user;
    private final Wire wire;
    private final Outbound outbound;

    UserSession(UserId user, Wire wire, PushMeter meter) {
        this.user = user;
        this.wire = wire;
        this.outbound = new Outbound(wire, meter);
    }

    UserId user() {
        return user;
    }

    Wire wire() {
        return wire;
    }

    Outbound outbound() {
        return outbound;
    }
}
