package org.sgad.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgad.event.UserId;
import org.sgad.push.OpenSession;

class WrittenTest {
    private static final OpenSession ONE = session("one");
    private static final OpenSession TWO = session("two");

    private final Written written = new Written();

    private static OpenSession session(String id) {
        return new OpenSession(id, new UserId("ana"), "sse", Instant.EPOCH, null, null, 0);
    }

    private static Change change(Change.Kind kind, OpenSession session) {
        return new Change(kind, session);
    }

    private void write(Change... changes) {
        written.begin(List.of(changes));
        written.end(List.of(changes));
    }

    @Test
    void whatWasAnsweredStaysAndWhatEndedIsForgotten() {
        write(change(Change.Kind.OPENED, ONE), change(Change.Kind.OPENED, TWO));
        write(change(Change.Kind.CLOSED, TWO));

        assertThat(written.difference(List.of(ONE))).containsExactly(change(Change.Kind.STAYED, ONE));
    }

    @Test
    void whatWasNotAnsweredMayBeInRedisAndIsEnded() {
        written.begin(List.of(change(Change.Kind.OPENED, ONE)));

        assertThat(written.difference(List.of())).containsExactly(change(Change.Kind.CLOSED, ONE));
    }

    @Test
    void whatWasNotAnsweredIsWrittenAsNew() {
        written.begin(List.of(change(Change.Kind.OPENED, ONE)));

        assertThat(written.difference(List.of(ONE))).containsExactly(change(Change.Kind.OPENED, ONE));
    }

    @Test
    void anEndThatWasNotAnsweredIsWrittenAgain() {
        write(change(Change.Kind.OPENED, ONE));
        written.begin(List.of(change(Change.Kind.CLOSED, ONE)));

        assertThat(written.difference(List.of())).containsExactly(change(Change.Kind.CLOSED, ONE));
    }

    @Test
    void afterADoubtAllAreNewAndThoseThatClosedMeanwhileEnd() {
        write(change(Change.Kind.OPENED, ONE), change(Change.Kind.OPENED, TWO));
        written.doubt();

        assertThat(written.difference(List.of(TWO)))
                .containsExactly(change(Change.Kind.OPENED, TWO), change(Change.Kind.CLOSED, ONE));
    }
}
