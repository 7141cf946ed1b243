package org.sgad.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sgad.operation.Repository.all;
import static org.sgad.operation.Repository.json;
import static org.sgad.operation.Repository.serverConfig;
import static org.sgad.operation.Repository.text;
import static org.sgad.operation.Repository.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.devservices.Programs;

/** Each file is taken by the tool that it is for. */
class ServerConfigTest {
    private static final long SECONDS = 60;
    private static final Path COMPOSE = Path.of("docker-compose.yml").toAbsolutePath();

    /** What docker-compose and HAProxy would otherwise find in this machine's environment. */
    private static final Map<String, String> PLAIN = Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/tmp");

    @Test
    void composeTakesTheExampleOfAllSettings() {
        accepted("docker-compose", "--env-file", ".env.example", "--file", COMPOSE.toString(), "config", "--quiet");
    }

    @Test
    void theBrokerAloneNeedsTheSeedsThreeSettings(@TempDir Path directory) throws IOException {
        Path settings = Files.writeString(directory.resolve("env"), """
                RABBITMQ_USER=sgad_rabbit
                RABBITMQ_PASSWORD=your_secure_password
                RABBITMQ_VHOST=sgad_vhost
                """);

        String services = accepted(
                "docker-compose",
                "--env-file",
                settings.toString(),
                "--file",
                COMPOSE.toString(),
                "config",
                "--services");

        assertThat(services.lines()).contains("rabbitmq", "redis", "postgres", "app-1", "app-2", "proxy", "grafana");
    }

    @Test
    void composeGivesTheNodesEverySettingOfTheExample() {
        String compose = text(COMPOSE);
        List<String> elsewhere = List.of("GRAFANA_PASSWORD", "SGAD_HTTP_PORT", "SGAD_MEMORY", "SGAD_PUBLISH_ADDRESS");
        List<String> fixed =
                List.of("RABBITMQ_PORT", "RABBITMQ_TLS", "REDIS_PORT", "REDIS_TLS", "SGAD_NODE_ID", "SGAD_TLS_CA");

        assertThat(all("^ {4}([A-Z_]+):", compose))
                .containsAll(all("^#?([A-Z_]+)=", text(Path.of(".env.example"))).stream()
                        .filter(name -> !elsewhere.contains(name) && !fixed.contains(name))
                        .toList());
        assertThat(elsewhere).allSatisfy(name -> assertThat(compose).contains("${" + name));
    }

    @Test
    void everyFileThatComposeMountsIsThere() {
        assertThat(all("- \\./(\\S+?):", text(COMPOSE)))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
    }

    @Test
    void everyFileOfTheImageIsThereAndLetThrough() {
        Set<String> copied = all(
                "(server-config/\\S+|target/\\S+) ",
                text(serverConfig("Dockerfile")).replace("--file server-config/Dockerfile", ""));

        assertThat(copied).contains("target/sgad-events.war").hasSizeGreaterThan(2);
        assertThat(all("^!(\\S+)$", text(Path.of(".dockerignore")))).isEqualTo(copied);
        assertThat(copied)
                .filteredOn(file -> file.startsWith("server-config/"))
                .allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
    }

    @Test
    void haproxyTakesItsSettings() {
        assertThat(accepted("haproxy", "-c", "-f", serverConfig("haproxy.cfg").toString()))
                .contains("valid")
                .doesNotContain("WARNING");
    }

    @Test
    void noQueryIsLoggedAsATicketMayBeInIt() {
        String proxy = text(serverConfig("haproxy.cfg"));

        assertThat(proxy).doesNotContain("option httplog");
        assertThat(all("^ *log-format (.*)$", proxy))
                .singleElement()
                .asString()
                .contains("HP")
                .doesNotContainPattern("%(\\{[^}]*})?(r|HU|HQ)\\b");
        for (String server : List.of("payara-micro-preboot.txt", "payara-server-preboot.txt")) {
            assertThat(all("access-log\\.format=\"(.*)\"", text(serverConfig(server))))
                    .as(server)
                    .singleElement()
                    .asString()
                    .contains("%http-uri%")
                    .doesNotContain("%request%", "%query-str%");
        }
    }

    @Test
    void prometheusTakesItsSettings() {
        accepted("promtool", "check", "config", serverConfig("prometheus.yml").toString());
    }

    @Test
    void everyAlertIsDueWhenItShouldBeAndNotBefore() {
        Path rules = serverConfig("prometheus-rules-test.yml");
        accepted("promtool", "test", "rules", rules.toString());

        assertThat(all("alertname: (\\w+)", text(rules)))
                .isEqualTo(all("alert: (\\w+)", text(serverConfig("prometheus-rules.yml"))));
    }

    @Test
    void theDashboardAsksWhatPrometheusUnderstands(@TempDir Path directory) throws IOException {
        List<String> questions = Repository.questions();
        // Grafana puts in the range itself
        String rules = questions.stream()
                .map(question -> question.replace("$__rate_interval", "1m").replace("'", "''"))
                .map(question -> "      - {record: asked, labels: {n: '" + questions.size() + question.hashCode()
                        + "'}, expr: '" + question + "'}\n")
                .collect(Collectors.joining("", "groups:\n  - name: dashboard\n    rules:\n", ""));

        accepted(
                "promtool",
                "check",
                "rules",
                Files.writeString(directory.resolve("questions.yml"), rules).toString());

        assertThat(json(serverConfig("grafana-dashboard.json")).path("panels").valueStream())
                .extracting(panel -> panel.path("id").intValue())
                .doesNotHaveDuplicates();
        assertThat(questions).hasSizeGreaterThan(40);
    }

    @Test
    void grafanaFindsTheDataSourceAndTheDashboard() {
        JsonNode source = yaml(serverConfig("grafana-datasource.yml")).at("/datasources/0");
        JsonNode provider = yaml(serverConfig("grafana-dashboards.yml")).at("/providers/0");
        JsonNode asked = json(serverConfig("grafana-dashboard.json")).at("/templating/list/0");
        String mounted = yaml(COMPOSE)
                .at("/services/grafana/volumes")
                .valueStream()
                .map(JsonNode::textValue)
                .filter(volume -> volume.startsWith("./server-config/grafana-dashboard.json:"))
                .findFirst()
                .orElseThrow();

        assertThat(source.path("type").textValue())
                .isEqualTo(asked.path("query").textValue());
        assertThat(source.path("uid").textValue())
                .isEqualTo(asked.at("/current/value").textValue());
        assertThat(URI.create(source.path("url").textValue()))
                .hasHost("prometheus")
                .hasPort(9090);
        assertThat(yaml(COMPOSE).path("services").has("prometheus")).isTrue();
        assertThat(provider.path("type").textValue()).isEqualTo("file");
        assertThat(mounted).contains(":" + provider.at("/options/path").textValue() + "/");
    }

    @Test
    void rabbitMqTakesItsSettings() {
        Path plugins = Programs.needed("rabbitmq-server").getRoot().resolve("usr/lib/rabbitmq/lib");
        String program =
                """
                Schemas = filelib:wildcard("%s/*/plugins/*/priv/schema/*.schema"),
                [code:add_path(Path) || Path <- filelib:wildcard("%s/*/plugins/*/ebin")],
                Lines = cuttlefish_conf:files(["%s", "%s"]),
                case cuttlefish_generator:map(cuttlefish_schema:files(Schemas), Lines) of
                    {error, _, Reasons} -> io:format("~p~n", [Reasons]), halt(1);
                    _ -> io:format("~b lines~n", [length(Lines)]), halt(0)
                end.
                """.formatted(plugins, plugins, serverConfig("rabbitmq.conf"), serverConfig("rabbitmq-cluster.conf"));

        assertThat(accepted("erl", "-noinput", "-eval", program)).contains("11 lines");
    }

    @Test
    void passwordsAreInNoFile() {
        JsonNode definitions = json(serverConfig("rabbitmq-definitions.json"));

        assertThat(definitions.has("users")).isFalse();
        assertThat(all("^ *(\\w*PASS\\w*: *[^$\\s].*)$", text(COMPOSE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"payara-server.sh", "payara-micro-archive.sh", "payara-micro-start.sh", "rabbitmq-cluster.sh"})
    void scriptsAreShell(String script) {
        accepted("bash", "-n", serverConfig(script).toString());
        assertThat(serverConfig(script)).isExecutable();
    }

    /** Runs an installed program that must succeed, and returns what it said. */
    private static String accepted(String program, String... words) {
        List<String> command = new ArrayList<>(List.of(Programs.needed(program).toString()));
        command.addAll(List.of(words));
        Programs.Result result = Programs.run(command, new HashMap<>(PLAIN), SECONDS);
        assertThat(result.succeeded()).as(result.output()).isTrue();
        return result.output();
    }
}
