package org.sgad.broker;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Owns the connections to RabbitMQ: opens them with the application and closes them with it. */
@Singleton
@Startup
@DependsOn("Node")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class Broker {
    @Inject
    RabbitMq rabbitMq;

    @Inject
    RequeueConnection requeueing;

    @PostConstruct
    void start() {
        rabbitMq.start();
        requeueing.start();
    }

    @PreDestroy
    void stop() {
        requeueing.stop();
        rabbitMq.stop();
    }
}
