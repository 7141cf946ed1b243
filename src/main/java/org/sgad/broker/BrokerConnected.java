package org.sgad.broker;

/** The connection to publish on is open, the first time or again. */
public record BrokerConnected() {}
