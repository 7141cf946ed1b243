package org.sgad.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How long referees wait who file their weeks, at a steady 200 a second, with everything running. */
class FilingBenchmark extends OneNode {
    private static final int PER_SECOND = 200;
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
    /** So many that the compilers have seen to all that a filing runs through, in the server too. */
    private static final int WARM_UP = PER_SECOND * Sizes.of(75);

    private static final int WARMING_CALLERS = 4;
    private static final int FILINGS = PER_SECOND * Sizes.of(30);
    private static final int CONNECTED = Sizes.of(1_000);
    private static final int OK = 200;
    /** What a filing is answered that found no free connection to the database for five seconds. */
    private static final int OVERLOADED = 503;

    private static final String SLOTS = """
            {"slots":[{"date":"2099-03-05","start":"18:00","end":"22:00"},
                      {"date":"2099-03-07","start":"08:00","end":"18:00"},
                      {"date":"2099-03-08","start":"08:00","end":"14:00"}]}
            """;

    /** One connection for each request under way. */
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private record Answer(int status, long took) {
        boolean isStored() {
            return status == OK;
        }
    }

    @Test
    void everyFilingIsAnsweredAndTold() throws Exception {
        List<String> referees = referees("filing-", CONNECTED);
        try (ConnectedReferees connected = ConnectedReferees.connect(node().port(), referees)) {
            warmUp(referees);
            Cpu cpu = Cpu.of(List.of(node().pid()));
            List<Answer> answers = file(referees, FILINGS);
            int stored = (int) answers.stream().filter(Answer::isStored).count();
            int told = WARM_UP + stored;
            await().atMost(PATIENCE).until(() -> connected.events() >= told && isAllPublished());
            EventQueues.awaitEmpty();
            double seconds = cpu.seconds();

            Times times = new Times();
            answers.forEach(answer -> times.add(answer.took()));
            String what = "PUT /availability at " + PER_SECOND + "/s, " + CONNECTED + " sockets: ";
            Results.add(what + "p50", "ms", times.millis(0.5), null);
            Results.add(what + "p99", "ms", times.millis(0.99), "under 20 ms");
            Results.add(what + "max", "ms", times.millis(1), null);
            Results.add(what + "answered 503", "", FILINGS - stored, "none");
            Results.add(
                    what + "the node's processor for 1,000, told and recorded",
                    "CPU s",
                    seconds / stored * 1_000,
                    null);

            assertThat(connected.events()).isEqualTo(told);
            assertThat(number("select count(*) from event_log where event_type = 'availability.updated'"))
                    .isEqualTo(told);
        }
    }

    /** As fast as a cold node can, few at a time: at the fixed rate it would begin with a queue of what it owes. */
    private void warmUp(List<String> referees) throws InterruptedException {
        Semaphore callers = new Semaphore(WARMING_CALLERS);
        List<CompletableFuture<Answer>> answers = new ArrayList<>(WARM_UP);
        for (int nth = 0; nth < WARM_UP; nth++) {
            callers.acquire();
            answers.add(answered(referees.get(nth % referees.size()), System.nanoTime())
                    .whenComplete((answer, failure) -> callers.release()));
        }
        assertThat(answers).allMatch(answer -> answer.join().isStored());
    }

    /** Files at the fixed rate, whether or not there are answers; the times begin when a request was to be sent. */
    private List<Answer> file(List<String> referees, int count) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>(count);
        long start = System.nanoTime();
        for (int nth = 0; nth < count; nth++) {
            long due = start + nth * INTERVAL;
            sleepUntil(due);
            answers.add(answered(referees.get(nth % referees.size()), due));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Answer> answered(String referee, long due) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node().port() + "/api/availability/" + referee + "/2099-W10"))
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofString(SLOTS))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(answer -> {
            long took = System.nanoTime() - due;
            assertThat(answer.statusCode()).as(answer.body()).isIn(OK, OVERLOADED);
            return new Answer(answer.statusCode(), took);
        });
    }

    private static void sleepUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
