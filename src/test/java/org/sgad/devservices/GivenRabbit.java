package org.sgad.devservices;

import java.util.Map;
import java.util.Optional;

/** The broker that {@code RABBITMQ_HOST} names. */
record GivenRabbit(GivenPart given) implements RabbitPart {

    @Override
    public String version() {
        return given.version();
    }

    @Override
    public String where() {
        return given.where();
    }

    @Override
    public String home() {
        return given.home();
    }

    @Override
    public Map<String, String> settings() {
        return given.settings();
    }

    @Override
    public void start() {
        given.start();
    }

    @Override
    public void stop() {
        given.stop();
    }

    @Override
    public void kill() {
        given.kill();
    }

    @Override
    public void freeze() {
        given.freeze();
    }

    @Override
    public void thaw() {
        given.thaw();
    }

    @Override
    public void clear() {
        given.clear();
    }

    @Override
    public void close() {
        given.close();
    }

    @Override
    public String ctl(String... arguments) {
        throw given.notOurs();
    }

    @Override
    public Optional<String> managementUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<String> ctlLine() {
        return Optional.empty();
    }

    @Override
    public String passwordPlace() {
        return "RABBITMQ_PASSWORD";
    }
}
