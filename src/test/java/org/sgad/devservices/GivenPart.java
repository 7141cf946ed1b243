package org.sgad.devservices;

import java.util.Map;

/**
 * A service that the environment names: used as it is, never stopped or emptied.
 *
 * @param variable the environment variable that named it
 */
record GivenPart(String name, String variable, String where, Map<String, String> settings) implements Part {

    @Override
    public String version() {
        return "as given";
    }

    @Override
    public String home() {
        return "from " + variable;
    }

    @Override
    public void start() {
        throw notOurs();
    }

    @Override
    public void stop() {
        throw notOurs();
    }

    @Override
    public void kill() {
        throw notOurs();
    }

    @Override
    public void freeze() {
        throw notOurs();
    }

    @Override
    public void thaw() {
        throw notOurs();
    }

    @Override
    public void clear() {
        throw notOurs();
    }

    @Override
    public void close() {
        // it was there before us and stays
    }

    UnsupportedOperationException notOurs() {
        return new UnsupportedOperationException(name + " was given by " + variable + " and is not ours to control");
    }
}
