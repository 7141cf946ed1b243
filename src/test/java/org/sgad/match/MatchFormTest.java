package org.sgad.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.event.EventJson;
import org.sgad.event.FieldError;
import org.sgad.event.InvalidFields;

class MatchFormTest {
    @Test
    void aMatchIsRead() throws Exception {
        MatchForm form = MatchForm.read(json("{'kickoff_at':'2026-10-17T15:30-05:00','venue':' El Campín ',"
                + "'category':'Sub-20','roles':['referee','assistant','assistant']}"));

        assertThat(form.kickoffAt()).isEqualTo("2026-10-17T20:30:00Z");
        assertThat(form.venue()).isEqualTo("El Campín");
        assertThat(form.roles()).containsExactly(MatchRole.REFEREE, MatchRole.ASSISTANT, MatchRole.ASSISTANT);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThat(errors("{}")).containsExactly("kickoff_at", "venue", "category", "roles");
        assertThat(errors("{'kickoff_at':'2026-10-17T15:30','venue':'a\\u0000b','category':7,'roles':['coach','var']}"))
                .containsExactly("kickoff_at", "venue", "category", "roles[0]");
        assertThat(errors("{'kickoff_at':'9999-10-17T15:30Z','venue':'v','category':'c','roles':[]}"))
                .containsExactly("kickoff_at", "roles");
        assertThat(errors("{'kickoff_at':'2026-10-17T15:30Z','venue':'\\ud83d','category':'😀','roles':['var']}"))
                .as("half of a surrogate pair is no text")
                .containsExactly("venue");
    }

    @Test
    void anAssignmentNamesRefereeAndRole() throws Exception {
        assertThat(AssignmentForm.read(json("{'referee_id':'ana','role':'var'}"))
                        .role())
                .isEqualTo(MatchRole.VAR);
        assertThatThrownBy(() -> AssignmentForm.read(json("{'referee_id':'a b','role':'REFEREE'}")))
                .isInstanceOfSatisfying(
                        InvalidFields.class,
                        invalid -> assertThat(fields(invalid)).containsExactly("referee_id", "role"));
    }

    private static List<String> errors(String body) {
        try {
            MatchForm.read(json(body));
            return List.of();
        } catch (InvalidFields e) {
            return fields(e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    private static List<String> fields(InvalidFields invalid) {
        return invalid.errors().stream().map(FieldError::field).toList();
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return EventJson.MAPPER.readValue(text.replace('\'', '"'), ObjectNode.class);
    }
}
