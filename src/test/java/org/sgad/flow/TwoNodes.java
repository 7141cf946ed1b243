package org.sgad.flow;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;

/** A story of two nodes that share empty parts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodes {
    private final Map<String, String> settings;
    private PayaraNode first;
    private PayaraNode second;

    TwoNodes(Map<String, String> settings) {
        this.settings = settings;
    }

    @BeforeAll
    void startNodes() {
        DevServices.current().freshData();
        first = DevServices.current().startNode(settings);
        second = DevServices.current().startNode(settings);
    }

    @AfterAll
    void endNodes() {
        second.close();
        first.close();
    }

    Http here() {
        return new Http(first.port());
    }

    Http there() {
        return new Http(second.port());
    }

    PayaraNode second() {
        return second;
    }
}
