package org.sgad.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static Settings of(Map<String, String> values) {
        return new Settings(key -> Optional.ofNullable(values.get(key)));
    }

    @Test
    void anEmptyValueCountsAsAbsent() {
        assertThat(of(Map.of("a", "  ")).text("a")).isEmpty();
        assertThat(of(Map.of("a", "")).number("a", 7, 1, 9)).isEqualTo(7);
    }

    @Test
    void valuesAreRead() {
        Settings settings = of(Map.of("port", "1", "flag", "TRUE", "day", "monday"));

        assertThat(settings.port("port", 2)).isEqualTo(1);
        assertThat(settings.flag("flag", false)).isTrue();
        assertThat(settings.choice("day", DayOfWeek.class, DayOfWeek.FRIDAY)).isEqualTo(DayOfWeek.MONDAY);
    }

    @Test
    void aWrongValueNamesTheVariableTheValueAndWhatIsAllowed() {
        Settings settings =
                of(Map.of("rabbitmq.port", "70000", "sgad.bind.public", "yes", "sgad.closing.day", "viernes"));

        assertThatThrownBy(() -> settings.port("rabbitmq.port", 1))
                .hasMessage("RABBITMQ_PORT is '70000'; allowed: a whole number from 1 to 65535");
        assertThatThrownBy(() -> settings.flag("sgad.bind.public", true))
                .hasMessage("SGAD_BIND_PUBLIC is 'yes'; allowed: true or false");
        assertThatThrownBy(() -> settings.choice("sgad.closing.day", DayOfWeek.class, DayOfWeek.FRIDAY))
                .hasMessageStartingWith("SGAD_CLOSING_DAY is 'viernes'; allowed: one of MONDAY, ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:s3cret@broker:15672/x, http://…@broker:15672/x",
        "http://user:s3/cr@et@broker, http://…@broker",
        "jdbc:mysql://db/sgad?user=u&password=s3cret&ssl=true, jdbc:mysql://db/sgad?user=u&password=…&ssl=true",
        "jdbc:mysql://db/sgad?sslPassword=s3@cret, jdbc:mysql://db/sgad?sslPassword=…",
        "https://login.example/?a=b, https://login.example/?a=b"
    })
    void aWrongValueIsShownWithoutThePasswordInIt(String value, String shown) {
        assertThat(of(Map.of("a", value)).invalid("a", "b")).hasMessage("A is '" + shown + "'; allowed: b");
    }

    @Test
    void aMissingValueSaysSo() {
        assertThat(of(Map.of()).invalid("db.url", "a JDBC URL")).hasMessage("DB_URL is not set; allowed: a JDBC URL");
    }

    @Test
    void theNodesIdIsHostAndPortUnlessGiven() {
        assertThat(NodeSettings.from(of(Map.of()), 8000).id()).endsWith("-8000");
        assertThat(NodeSettings.from(of(Map.of("sgad.node.id", "n1")), 8000).id())
                .isEqualTo("n1");
        assertThatThrownBy(() -> NodeSettings.from(of(Map.of("sgad.node.id", "a b")), 8000))
                .hasMessageStartingWith("SGAD_NODE_ID is 'a b'");
    }

    @Test
    void theDatabaseMustBePostgres() {
        assertThatThrownBy(() -> DatabaseSettings.from(of(Map.of("db.url", "jdbc:mysql://x", "db.user", "u"))))
                .hasMessageStartingWith("DB_URL is 'jdbc:mysql://x'");
    }
}
