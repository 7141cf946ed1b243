package org.sgad.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.sgad.node.Loop;

/** Writes the {@link Receipts} ten times a second, and once more when the node stops. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ReceiptService {
    private static final Logger LOG = Logger.getLogger(ReceiptService.class.getName());
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Loop loop;

    @Inject
    Receipts receipts;

    @Inject
    ManagedThreadFactory threads;

    @PostConstruct
    void start() {
        loop = Loop.startWoken("receipts", threads, PAUSE, this::writeAll);
    }

    private void writeAll() {
        while (receipts.write()) {}
    }

    @PreDestroy
    void stop() {
        loop.close();
        try {
            writeAll();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the last receipts: {0}", Loop.summary(e));
        }
        LOG.log(Level.INFO, "stopped; {0} receipts were not written", receipts.waiting());
    }
}
