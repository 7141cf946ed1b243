package org.sgad.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String TOPIC = "sgad.availability";
    private static final String FANOUT = "sgad.notifications";

    @Test
    void aCompleteMessageIsHandedOnAsItCame() throws Exception {
        String body = "{ \"event_type\":\"custom.event\", \"event_id\":\"e-1\",\"user_id\":\"u\",\"n\":1.10 }";

        Envelope envelope = open(TOPIC, "custom.event.type", null, body);

        assertThat(envelope.text()).isEqualTo(body);
        assertThat(envelope.id()).isEqualTo(new EventId("e-1"));
        assertThat(envelope.audience()).isEqualTo(new Audience.OneUser(new UserId("u")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\r\n\t\"event_type\": \"a.b\",\n\t\"event_id\": \"e-1\",\n\t\"city\": \"Bogotá\"\n}\n",
                "\uFEFF{\"event_type\":\"a.b\",\"event_id\":\"e-1\",\"city\":\"Bogotá\"}",
                " {\"event_type\":\"a.b\",\"event_id\":\"e-1\",\"city\":\"Bogotá\"}"
            })
    void aCompleteMessageInAnotherFormIsHandedOnInOneLine(String body) throws Exception {
        assertThat(open(TOPIC, "a.b.c", null, body).text())
                .isEqualTo("{\"event_type\":\"a.b\",\"event_id\":\"e-1\",\"city\":\"Bogotá\"}");
    }

    @Test
    void theSameBytesHaveTheSameIdHoweverTheyAreHandedOn() throws Exception {
        byte[] body = "{\n}".getBytes(StandardCharsets.UTF_8);

        assertThat(Envelope.open(TOPIC, "a.b", null, body).id()).isEqualTo(EventId.ofMessage(TOPIC, "a.b", body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
    void aCompleteMessageThatIsNoUtf8IsUnreadable(String charset) {
        byte[] body =
                "{\"event_type\":\"a.b\",\"event_id\":\"e-1\",\"city\":\"Bogotá\"}".getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> Envelope.open(TOPIC, "a.b.c", null, body)).isInstanceOf(Envelope.Unreadable.class);
    }

    @Test
    void aTextThatOnlyAParserWouldTakeForUtf8IsUnreadable() {
        byte[] body = "{\"event_type\":\"a.b\",\"event_id\":\"e-1\",\"x\":\"\u00C0\u0080\"}"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Envelope.open(TOPIC, "a.b.c", null, body))
                .isInstanceOf(Envelope.Unreadable.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void aBareMessageGetsTypeAndIdOfItsKeyAndContent() throws Exception {
        Envelope envelope = open(TOPIC, "availability.closed.r-1", null, "{\"week_number\":42}");

        assertThat(envelope.type()).isEqualTo(EventType.AVAILABILITY_CLOSED);
        assertThat(envelope.text())
                .isEqualTo("{\"event_type\":\"availability.closed\",\"event_id\":\"" + envelope.id()
                        + "\",\"week_number\":42}");
        assertThat(open(TOPIC, "availability.closed.r-1", null, "{\"week_number\":42}")
                        .id())
                .isEqualTo(envelope.id());
    }

    @Test
    void aBareMessageOnTheFanoutIsANotification() throws Exception {
        assertThat(open(FANOUT, "", null, "{\"title\":\"x\"}").type()).isEqualTo(EventType.NOTIFICATION);
    }

    @Test
    void theMessageIdCountsWhereTheBodyHasNone() throws Exception {
        assertThat(open(TOPIC, "a.b", "m-1", "{\"event_id\":null}").text())
                .isEqualTo("{\"event_type\":\"a.b\",\"event_id\":\"m-1\"}");
    }

    @Test
    void aBlankMessageIdIsNone() throws Exception {
        assertThat(open(TOPIC, "a.b", "", "{}").id())
                .isEqualTo(open(TOPIC, "a.b", null, "{}").id());
    }

    @Test
    void numbersKeepTheirValueWhenIdsAreAdded() throws Exception {
        assertThat(open(TOPIC, "a.b", "m", "{\"n\":12345678901234567890.10,\"m\":1.0}")
                        .text())
                .contains("12345678901234567890.10")
                .contains("\"m\":1.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "[]",
                "\"text\"",
                "{\"a\":1",
                "{\"a\":1} {}",
                "{\"a\":1,\"a\":2}",
                "{\"event_id\":5}",
                "{\"event_type\":{}}",
                "{\"event_id\":\"\"}",
                "{\"event_id\":\"a\\u0000b\"}"
            })
    void whatIsNoEventIsUnreadable(String body) {
        assertThatThrownBy(() -> open(TOPIC, "a.b.c", null, body)).isInstanceOf(Envelope.Unreadable.class);
    }

    @Test
    void depthAndNumbersAndSizeAreBounded() {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String digits = "{\"a\":" + "9".repeat(1_000_000) + "}";
        String large = "{\"a\":\"" + "x".repeat(EventJson.MAX_BYTES) + "\"}";

        for (String body : new String[] {deep, digits, large}) {
            assertThatThrownBy(() -> open(TOPIC, "a.b.c", null, body)).isInstanceOf(Envelope.Unreadable.class);
        }
    }

    @Test
    void anEmptyKeyWithoutATypeIsUnreadable() {
        assertThatThrownBy(() -> open(TOPIC, "", null, "{}")).isInstanceOf(Envelope.Unreadable.class);
    }

    private static Envelope open(String exchange, String key, @Nullable String messageId, String body)
            throws Envelope.Unreadable {
        return Envelope.open(exchange, key, messageId, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aCustomEventWhoseUserIsNoTextIsNotItsReferees() throws Exception {
        assertThat(open(TOPIC, "custom.a", null, "{\"user_id\":{},\"referee_id\":\"r\"}")
                        .audience())
                .isEqualTo(new Audience.AdminsOnly());
    }

    @Test
    void aNotificationWhoseUserIsNoTextIsForNobodyElseEither() {
        byte[] body = "{\"user_id\":{\"id\":\"ana\"},\"title\":\"t\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Envelope.open("sgad.notifications", "", null, body))
                .isInstanceOf(Envelope.Unreadable.class)
                .hasMessageContaining("user_id");
    }
}
