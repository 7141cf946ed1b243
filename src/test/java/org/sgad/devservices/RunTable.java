package org.sgad.devservices;

/** What runs where, for people. */
final class RunTable {

    private RunTable() {}

    static String of(DevServices services, PayaraNode node) {
        Table table = Table.of("what", "version", "where", "data and log")
                .with("SGAD Events", "Payara " + node.version(), node.url("/").toString(), node.shownLog())
                .with("Console", "", node.url("/console/").toString(), "");
        for (Part part : services.parts()) {
            table = table.with(part.name(), part.version(), part.where(), part.home());
        }
        return table.text() + management(services.rabbit());
    }

    private static String management(RabbitPart rabbit) {
        StringBuilder lines = new StringBuilder();
        rabbit.managementUrl()
                .ifPresent(url -> lines.append("\n\n  RabbitMQ pages  ")
                        .append(url)
                        .append("  user " + RabbitPart.USER + ", password in ")
                        .append(rabbit.passwordPlace()));
        rabbit.ctlLine().ifPresent(line -> lines.append("\n  RabbitMQ shell  ").append(line));
        return lines.toString();
    }
}
