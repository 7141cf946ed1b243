package org.sgad.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgad.event.EventJson;
import org.sgad.event.InvalidFields;

class PreferencesFormTest {
    private static final EmailAddress ANA = new EmailAddress("ana@example.org");

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        assertThat(read("{}")).isEqualTo(Preferences.DEFAULT);
    }

    @Test
    void allIsRead() throws Exception {
        assertThat(read("""
                        {"language":"en","quiet_hours":{"from":"22:00","to":"06:30","timezone":"America/Bogota"},
                         "muted_types":["match.*","match.*","x"],"email":"ana@example.org"}"""))
                .isEqualTo(new Preferences(
                        Language.EN,
                        new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30), ZoneId.of("America/Bogota")),
                        new MutedTypes(List.of("match.*", "x")),
                        ANA));
    }

    @Test
    void onlyTheAddressIsToStayWhenItIsLeftOut() throws Exception {
        assertThat(PreferencesForm.namesEmail(form("{}"))).isFalse();
        assertThat(PreferencesForm.namesEmail(form("{\"email\":null}"))).isTrue();
        assertThat(read("{\"email\":null}").email()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'language':'fr'} | language",
                "{'language':7} | language",
                "{'quiet_hours':'night'} | quiet_hours",
                "{'quiet_hours':{'from':'9:00','to':'10:00','timezone':'UTC'}} | quiet_hours.from",
                "{'quiet_hours':{'from':'22:00','to':'24:00','timezone':'UTC'}} | quiet_hours.to",
                "{'quiet_hours':{'from':'22:00','to':'22:00','timezone':'UTC'}} | quiet_hours.to",
                "{'quiet_hours':{'from':'22:00','to':'07:00'}} | quiet_hours.timezone",
                "{'quiet_hours':{'from':'22:00','to':'07:00','timezone':'Bogota'}} | quiet_hours.timezone",
                "{'muted_types':'x'} | muted_types",
                "{'muted_types':['x','a*b']} | muted_types[1]",
                "{'email':'Ana <ana@example.org>'} | email"
            })
    void whatIsWrongIsNamed(String form, String field) {
        assertThatThrownBy(() -> read(form.replace('\'', '"')))
                .asInstanceOf(type(InvalidFields.class))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }

    @Test
    void thereAreAtMostFiftyMutedTypes() throws Exception {
        String fifty = EventJson.write(Collections.nCopies(50, "x"));
        String more = EventJson.write(Collections.nCopies(51, "x"));

        assertThat(read("{\"muted_types\":" + fifty + "}")).isNotNull();
        assertThatThrownBy(() -> read("{\"muted_types\":" + more + "}")).isInstanceOf(InvalidFields.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b", "ana.maria+sgad@correo.fcf.com.co", "o'neil@example.org"})
    void aBareAddressIsAnAddress(String text) {
        assertThat(EmailAddress.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ana", "@b", "a@", "a@b\r\nBcc: c@d", "a@b,c@d", "a b@c", "a@-b", "a..b@c", "a@b..c", "ñ@b"})
    void whatCouldBeMoreThanAnAddressIsNone(String text) {
        assertThat(EmailAddress.find(text)).isEmpty();
        assertThat(EmailAddress.find("a".repeat(65) + "@b")).isEmpty();
    }

    private static Preferences read(String form) throws JsonProcessingException {
        return PreferencesForm.read(form(form));
    }

    private static ObjectNode form(String json) throws JsonProcessingException {
        return EventJson.MAPPER.readValue(json, ObjectNode.class);
    }
}
