package org.sgad.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.EventId;
import org.sgad.event.EventJson;
import org.sgad.event.EventType;
import org.sgad.event.InvalidFields;
import org.sgad.event.SgadEvent;
import org.sgad.event.UserId;

class EventFormsTest {
    private final EventForms forms = new EventForms(Clock.fixed(Instant.parse("2026-10-16T20:00:00Z"), ZoneOffset.UTC));

    @Test
    void theSeedsCustomEventKeepsItsHeaders() {
        SgadEvent event = forms.custom(json("{'exchange':'sgad.availability','routing_key':'custom.event.type',"
                + "'message':{'event_type':'custom.event','data':{'key':'value'}},'headers':{'priority':'high'}}"));

        assertThat(event.type()).isEqualTo(new EventType("custom.event"));
        assertThat(event.routingKey()).isEqualTo("custom.event.type");
        assertThat(event.headers()).containsEntry("priority", "high");
        assertThat(event.subject()).isNull();
        assertThat(event.body()).startsWith("{\"event_type\":\"custom.event\",\"event_id\":\"" + event.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-priority", "x-request-id", "x-deaths", "X-Trace"})
    void aHeaderOfThePublishersOwnMayBeginAsItLikes(String header) {
        SgadEvent event = forms.custom(json("{'exchange':'sgad.matches','routing_key':'a.b','message':{'a':1},"
                + "'headers':{'" + header + "':'v'}}"));

        assertThat(event.headers()).containsEntry(header, "v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-sgad-log",
                "x-death",
                "x-first-death-queue",
                "x-last-death-reason",
                "x-delivery-count",
                "CC",
                "BCC"
            })
    void aHeaderThatTheBrokerOrWeWouldTakeForOursIsRefused(String header) {
        assertThatThrownBy(() -> forms.custom(json("{'exchange':'sgad.matches','routing_key':'a.b',"
                        + "'message':{'a':1},'headers':{'" + header + "':'v'}}")))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("headers." + header);
    }

    @Test
    void aMessageMayBeAsLargeAsAnEventMay() {
        int ids = forms.custom(custom("")).body().length();

        assertThat(forms.custom(custom("x".repeat(EventJson.MAX_BYTES - ids))).body())
                .hasSize(EventJson.MAX_BYTES);
        assertThatThrownBy(() -> forms.custom(custom("x".repeat(EventJson.MAX_BYTES - ids + 1))))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("1048576");
        assertThatThrownBy(() -> forms.custom(custom("ñ".repeat(EventJson.MAX_BYTES / 2))))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("1048576");
    }

    private static ObjectNode custom(String text) {
        return json("{'exchange':'sgad.matches','routing_key':'a.b','message':{'text':'" + text + "'}}");
    }

    @Test
    void anIdInTheMessageIsKept() {
        assertThat(forms.custom(json("{'exchange':'sgad.matches','routing_key':'a.b.c','message':{'event_id':'mine'}}"))
                        .id())
                .isEqualTo(new EventId("mine"));
    }

    @Test
    void aTypedEventIsRoutedByItsReferee() {
        SgadEvent event = forms.typed(
                EventType.MATCH_ASSIGNED,
                json("{'match_id':'m','referee_id':'r-1','kickoff_at':'2026-10-17T15:30:00-05:00','venue':'El Campín',"
                        + "'role':'var'}"));

        assertThat(event.exchange()).isEqualTo("sgad.matches");
        assertThat(event.routingKey()).isEqualTo("match.assigned.r-1");
        assertThat(event.subject()).isEqualTo(new UserId("r-1"));
    }

    @Test
    void anUnknownTypeNamesTheKnownOnes() {
        assertThatThrownBy(() -> forms.typed(new EventType("custom.event"), json("{}")))
                .isInstanceOf(InvalidFields.class)
                .hasMessageContaining("event_type 'custom.event'")
                .hasMessageContaining("availability.closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exchange         | {'exchange':'amq.topic','message':{'a':1}}",
                "exchange         | {'message':{'a':1}}",
                "message          | {'exchange':'sgad.matches','routing_key':'a.b'}",
                "message          | {'exchange':'sgad.matches','routing_key':'a.b','message':'text'}",
                "routing_key      | {'exchange':'sgad.matches','routing_key':5,'message':{'a':1}}",
                "headers          | {'exchange':'sgad.matches','routing_key':'a.b','message':{'a':1},'headers':[]}",
                "headers.x-death  | {'exchange':'sgad.matches','routing_key':'a.b','message':{'a':1},'headers':{'x-death':1}}",
                "headers.deep     | {'exchange':'sgad.matches','routing_key':'a.b','message':{'a':1},'headers':{'deep':{}}}",
                "event_id         | {'exchange':'sgad.matches','routing_key':'a.b','message':{'event_id':5}}",
                "event_type       | {'exchange':'sgad.matches','routing_key':'a.b','message':{'event_type':'audit.closing.run'}}",
                "event_type       | {'exchange':'sgad.availability','routing_key':'audit.closing.run','message':{'a':1}}",
                "event_type       | {'exchange':'sgad.availability','routing_key':'audit','message':{'a':1}}",
            })
    void whatIsWrongIsNamed(String field, String form) {
        assertThatThrownBy(() -> forms.custom(json(form)))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        invalid -> assertThat(invalid.errors())
                                .anySatisfy(error -> assertThat(error.field()).isEqualTo(field)));
    }

    private static ObjectNode json(String text) {
        try {
            return EventJson.MAPPER.readValue(text.replace('\'', '"'), ObjectNode.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
