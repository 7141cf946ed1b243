package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.EventType;

class WordsTest {
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "availability.closed | {'week_number':42} | Disponibilidad Cerrada"
                        + " | Tu disponibilidad de la semana 42 ha sido cerrada",
                "availability.closed | {} | Disponibilidad Cerrada | Tu disponibilidad ha sido cerrada",
                "availability.expired | {'week_number':41} | Disponibilidad Vencida"
                        + " | Tu disponibilidad de la semana 41 venció",
                "availability.updated | {'week_number':42,'slots':[{},{}]} | Disponibilidad Actualizada"
                        + " | Tu disponibilidad de la semana 42 fue actualizada y tiene ahora 2 franjas",
                "availability.updated | {'slots':[{}]} | Disponibilidad Actualizada"
                        + " | Tu disponibilidad fue actualizada y tiene ahora 1 franja",
                "match.assigned | {'kickoff_at':'2026-10-17T15:30:00-05:00','venue':'El Campín','role':'referee'}"
                        + " | Partido Asignado | Tienes un partido como árbitro central el sábado 17 de octubre de 2026"
                        + " a las 15:30 en El Campín",
                "match.confirmed | {'venue':'El Campín'} | Partido Confirmado | Confirmaste tu partido en El Campín",
                "match.cancelled | {'kickoff_at':'2026-10-17T15:30:00'} | Partido Cancelado"
                        + " | Ya no tienes el partido el sábado 17 de octubre de 2026 a las 15:30",
                "notification | {'title':'Aviso','message':'Mañana llueve'} | Aviso | Mañana llueve",
                "custom.event | {'title':'Hola','message':'Ven'} | Hola | Ven",
                "custom.event | {} | Evento custom.event | Recibiste un evento de tipo custom.event",
                "availability.other | {} | Evento availability.other | Recibiste un evento de tipo availability.other"
            })
    void inSpanish(String type, String body, String title, String message) {
        assertThat(tell(Language.ES, type, body, BOGOTA)).isEqualTo(new Words.Told(title, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "availability.closed | {'week_number':42} | Availability Closed"
                        + " | Your availability for week 42 has been closed",
                "availability.updated | {'total_slots':7} | Availability Updated"
                        + " | Your availability was updated and now has 7 slots",
                "match.assigned | {'kickoff_at':'2026-10-17T15:30:00-05:00','venue':'El Campín','role':'fourth'}"
                        + " | Match Assigned | You have a match as fourth official on Saturday 17 October 2026"
                        + " at 15:30 at El Campín",
                "custom.event | {} | Event custom.event | You received an event of type custom.event"
            })
    void inEnglish(String type, String body, String title, String message) {
        assertThat(tell(Language.EN, type, body, BOGOTA)).isEqualTo(new Words.Told(title, message));
    }

    @Test
    void theKickOffIsToldInTheReadersZone() {
        String body = "{'kickoff_at':'2026-10-17T20:30:00-05:00'}";
        assertThat(tell(Language.EN, "match.confirmed", body, MADRID).message())
                .isEqualTo("You confirmed your match on Sunday 18 October 2026 at 03:30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{'title':7,'message':{},'week_number':'x','kickoff_at':'soon','venue':[],'role':null,'slots':{}}",
                "{'week_number':1e99,'total_slots':-1,'title':'   ','kickoff_at':'+999999999-12-31T23:59:59+18:00'}"
            })
    void nothingStrangeFails(String body) {
        for (String type :
                new String[] {"availability.closed", "availability.updated", "match.assigned", "notification"}) {
            for (Language language : Language.values()) {
                assertThat(tell(language, type, body, BOGOTA).title()).isNotBlank();
            }
        }
    }

    @Test
    void whatAnEventSaysIsNoTemplate() {
        assertThat(tell(Language.ES, "notification", "{'title':'{type} [x] {','message':'[{y}]'}", BOGOTA))
                .isEqualTo(new Words.Told("{type} [x] {", "[{y}]"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void longTextsAreCutBetweenCharacters(Language language) {
        String title = "😀".repeat(400);
        Words.Told told =
                tell(language, "notification", "{'title':'" + title + "','message':'m\\u0000\\ud800'}", BOGOTA);

        assertThat(told.title()).isEqualTo("😀".repeat(299) + "…");
        assertThat(told.message()).isEqualTo("m?");
    }

    @Test
    void factsAreTheSameAfterTheyWereStored() {
        Facts facts = Facts.of("{\"title\":\"T\\n\\\"x\\\"\",\"week_number\":42,\"other\":1}");

        assertThat(Facts.parse(facts.json())).isEqualTo(facts);
        assertThat(facts.values()).isEqualTo(Map.of("title", "T\n\"x\"", "week_number", "42"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'priority':'critical'} | | true",
                "{'priority':' Critical '} | | true",
                "{} | critical | true",
                "{'priority':'high'} | high | false",
                "{'priority':{'critical':1}} | 7 | false"
            })
    void aFieldOrAHeaderMakesItCritical(String body, String header, boolean isCritical) {
        Map<String, Object> headers = header == null ? Map.of() : Map.of("priority", header);
        assertThat(Facts.isCritical(body.replace('\'', '"'), headers)).isEqualTo(isCritical);
    }

    private static Words.Told tell(Language language, String type, String body, ZoneId zone) {
        return Words.in(language).tell(new EventType(type), Facts.of(body.replace('\'', '"')), zone, BOGOTA);
    }
}
