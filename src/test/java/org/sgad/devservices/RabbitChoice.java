package org.sgad.devservices;

import java.util.Optional;
import java.util.function.Consumer;

/** Where RabbitMQ comes from on this machine: the first of four ways that is possible. */
final class RabbitChoice {

    private RabbitChoice() {}

    static RabbitPart open(Workplace place, Consumer<String> progress) {
        Optional<GivenPart> given = Given.rabbitMq(place.environment());
        if (given.isPresent()) {
            return new GivenRabbit(given.get());
        }
        Optional<RabbitInstallation> installed = RabbitInstallation.find();
        if (installed.isPresent()) {
            return PrivateRabbit.open(place, installed.get());
        }
        if (RabbitContainer.isPossible(place)) {
            return RabbitContainer.open(place);
        }
        if (RabbitApt.isPossible()) {
            progress.accept("RabbitMQ is not installed: apt-get install rabbitmq-server");
            RabbitApt.install(place.environment());
            return PrivateRabbit.open(place, RabbitInstallation.find().orElseThrow(RabbitChoice::noWay));
        }
        throw noWay();
    }

    private static StartProblem noWay() {
        return new StartProblem("""
                RabbitMQ is needed, and none of the four ways to it works here:
                  1. set RABBITMQ_HOST (and RABBITMQ_PORT, _USER, _PASSWORD, _VHOST) to a broker that runs
                  2. install rabbitmq-server; a private node of it is started
                  3. start Docker; a container is started
                  4. run as root on Debian or Ubuntu; apt-get installs rabbitmq-server""");
    }
}
