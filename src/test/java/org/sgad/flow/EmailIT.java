package org.sgad.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sgad.devservices.DevServices;
import org.sgad.devservices.PayaraNode;
import org.sgad.fault.ClockOfFile;

/** Who gave an address has in their mailbox what is in their inbox, when they are awake and the mail server is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmailIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ZoneId BOGOTA = ZoneId.of("America/Bogota");
    private static final Path CLOCK = Path.of("target", "clock-of-emails").toAbsolutePath();
    private static final String WAR = "sgad-events-email.war";
    private static final String FROM = "sgad@example.org";

    private GreenMail mail = server(ServerSetup.SMTP.dynamicPort());
    private final int port = mail.getSmtp().getPort();
    private @Nullable PayaraNode node;

    @BeforeAll
    void startNode() {
        ClockOfFile.set(CLOCK, Clock.systemUTC().instant());
        ShrinkWrap.create(ZipImporter.class, WAR)
                .importFrom(new File("target/sgad-events.war"))
                .as(WebArchive.class)
                .addClasses(ClockOfFile.class)
                .as(ZipExporter.class)
                .exportTo(new File("target", WAR), true);
        DevServices.current().freshData();
        node = DevServices.current()
                .startNode(
                        Map.of(
                                ClockOfFile.VARIABLE,
                                CLOCK.toString(),
                                "SMTP_HOST",
                                "127.0.0.1",
                                "SMTP_PORT",
                                Integer.toString(port),
                                "SMTP_TLS",
                                "none",
                                "SMTP_USER",
                                "sgad",
                                "SMTP_PASSWORD",
                                "s3cret",
                                "SMTP_FROM",
                                FROM),
                        WAR);
    }

    @AfterAll
    void stopNode() {
        Objects.requireNonNull(node).close();
        mail.stop();
    }

    @BeforeEach
    void emptyMailboxes() throws Exception {
        if (!mail.isRunning()) {
            mail = server(new ServerSetup(port, "127.0.0.1", "smtp"));
        }
        mail.purgeEmailFromAllMailboxes();
        ClockOfFile.set(CLOCK, Clock.systemUTC().instant());
    }

    /** Where the one before it has just left its port, the system may need a moment to give it out again. */
    private static GreenMail server(ServerSetup where) {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .until(
                        () -> {
                            GreenMail mail = new GreenMail(where);
                            mail.setUser(FROM, "sgad", "s3cret");
                            mail.start();
                            return mail;
                        },
                        GreenMail::isRunning);
    }

    @Test
    void whatIsInTheInboxComesByEmailInTheUsersLanguage() throws Exception {
        prefer("e-1", "{\"email\":\"e-1@example.org\"}");
        prefer("e-2", "{\"email\":\"e-2@example.org\",\"language\":\"en\"}");
        prefer("e-3", "{\"language\":\"en\"}");
        close("e-3");
        close("e-2");
        close("e-1");

        MimeMessage spanish = awaitMail("e-1", 1).get(0);

        assertThat(spanish.getSubject()).isEqualTo("Disponibilidad Cerrada");
        assertThat(text(spanish)).isEqualTo("Tu disponibilidad de la semana 42 ha sido cerrada");
        assertThat(spanish.getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(spanish.getFrom()).containsExactly(new InternetAddress(FROM));
        assertThat(spanish.getMessageID()).matches("<[0-9a-f-]{36}@example.org>");
        assertThat(text(awaitMail("e-2", 1).get(0))).isEqualTo("Your availability for week 42 has been closed");
        assertThat(mail.getReceivedMessages()).hasSize(2);
        await().atMost(PATIENCE).until(() -> http().metric("sgad_emails_sent_total") >= 2);
        assertThat(java.nio.file.Files.readString(Objects.requireNonNull(node).log()))
                .doesNotContain("s3cret");
    }

    @Test
    void aTitleIsNeverMoreThanOneHeader() throws Exception {
        prefer("e-4", "{\"email\":\"e-4@example.org\"}");
        notify("e-4", "Mañana\\r\\nBcc: evil@example.org\\n\\nx", "", "m");

        MimeMessage message = awaitMail("e-4", 1).get(0);

        assertThat(message.getSubject()).isEqualTo("Mañana Bcc: evil@example.org  x");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(mail.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aBroadcastGoesToEverybodyWithAnAddressWhoDoesNotMuteIt() throws Exception {
        prefer("e-5", "{\"email\":\"e-5@example.org\"}");
        prefer("e-6", "{\"email\":\"e-6@example.org\",\"muted_types\":[\"notification\"]}");
        notify("*", "first", "", "m");
        notify("*", "second", ",\"priority\":\"critical\"", "m");

        awaitMail("e-5", 2);
        awaitMail("e-6", 1);

        assertThat(subjects("e-6")).containsExactly("second");
        assertThat(subjects("e-5")).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void theSameEventTwiceIsOneEmail() throws Exception {
        prefer("e-7", "{\"email\":\"e-7@example.org\"}");
        try (Amqp elsewhere = new Amqp()) {
            for (int i = 0; i < 3; i++) {
                elsewhere.publish("sgad.availability", "availability.closed.e-7", Amqp.BARE, """
                        {"event_id":"e-7-1","week_number":42}""");
            }
        }
        notify("e-7", "last", "", "m");

        awaitMail("e-7", 2);
        assertThat(subjects("e-7")).containsExactlyInAnyOrder("Disponibilidad Cerrada", "last");
    }

    @Test
    void quietHoursHoldItUntilTheyEndUnlessItIsCritical() throws Exception {
        ZonedDateTime night = ZonedDateTime.now(BOGOTA).with(LocalTime.of(22, 30));
        if (night.isBefore(ZonedDateTime.now(BOGOTA))) {
            night = night.plusDays(1);
        }
        prefer(
                "e-8",
                "{\"email\":\"e-8@example.org\","
                        + "\"quiet_hours\":{\"from\":\"22:00\",\"to\":\"07:00\",\"timezone\":\"America/Bogota\"}}");
        ClockOfFile.set(CLOCK, night.toInstant());
        String held = notify("e-8", "held", "", "m");
        notify("e-8", "urgent", ",\"priority\":\"critical\"", "m");
        awaitMail("e-8", 1);
        Instant morning = night.plusDays(1).with(LocalTime.of(7, 0)).toInstant();
        await().atMost(PATIENCE).until(() -> dueAt(held) == morning.getEpochSecond());
        new InboxOf(http(), "e-8").awaitItem(held);
        assertThat(subjects("e-8")).containsExactly("urgent");

        ClockOfFile.set(CLOCK, morning);

        awaitMail("e-8", 2);
        assertThat(subjects("e-8")).containsExactlyInAnyOrder("urgent", "held");
    }

    @Test
    void aMailServerThatIsAwayDisturbsNobodyAndGetsItWhenItIsBack() throws Exception {
        prefer("e-9", "{\"email\":\"e-9@example.org\"}");
        mail.stop();
        String first = notify("e-9", "while it is away", "", "m");
        await().atMost(PATIENCE).until(() -> attempts(first) == 1 && error(first) == 1);
        String second;
        try (ServerSocket deaf = new ServerSocket(port, 10, InetAddress.getLoopbackAddress())) {
            assertThat(deaf.isBound()).isTrue();
            second = notify("e-9", "while it is deaf", "", "m");
            new InboxOf(http(), "e-9").awaitItem(second);
            assertThat(http().get("/health/ready").status()).isEqualTo(200);
            await().atMost(PATIENCE).until(() -> attempts(second) == 1 && error(second) == 1);
        }
        mail = server(new ServerSetup(port, "127.0.0.1", "smtp"));

        ClockOfFile.set(CLOCK, Clock.systemUTC().instant().plusSeconds(120));

        awaitMail("e-9", 2);
        assertThat(subjects("e-9")).containsExactlyInAnyOrder("while it is away", "while it is deaf");
        assertThat(DevServices.current()
                        .number("select count(*) from email where user_id = 'e-9' and sent_at is not null"))
                .isEqualTo(2);
        assertThat(http().metric("sgad_emails_failed_total")).isGreaterThanOrEqualTo(2);
        await().atMost(PATIENCE).until(() -> http().metric("sgad_emails_waiting") == 0);
    }

    @Test
    void anAddressThatTheMailServerRefusesForGoodIsTriedOnce() throws Exception {
        mail.stop();
        prefer("e-10", "{\"email\":\"nobody@example.org\"}");
        prefer("e-11", "{\"email\":\"e-11@example.org\"}");
        try (RefusingMailServer refusing = new RefusingMailServer(port)) {
            assertThat(refusing.port()).isEqualTo(port);
            String refused = notify("e-10", "t", "", "m");
            String later = notify("e-11", "t", "", "m");

            await().atMost(PATIENCE).until(() -> ofEmail("(given_up_at is not null)::int", refused) == 1);
            await().atMost(PATIENCE).until(() -> attempts(later) == 1 && error(later) == 1);

            assertThat(attempts(refused)).isOne();
            assertThat(ofEmail("(last_error like '%550 5.1.1 nobody of that name%')::int", refused))
                    .isOne();
            assertThat(ofEmail("(given_up_at is null)::int", later)).isOne();
        }
        mail = server(new ServerSetup(port, "127.0.0.1", "smtp"));
        ClockOfFile.set(CLOCK, Clock.systemUTC().instant().plusSeconds(120));
        awaitMail("e-11", 1);
    }

    private Http http() {
        return new Http(Objects.requireNonNull(node).port());
    }

    private void prefer(String user, String preferences) {
        assertThat(new InboxOf(http(), user).prefer(preferences).status()).isEqualTo(200);
    }

    private void close(String referee) {
        http().post(
                        "/api/events/availability.closed",
                        "{\"referee_id\":\"" + referee + "\",\"week_number\":42,\"total_slots\":7}");
    }

    private String notify(String user, String title, String more, String message) {
        return http().post(
                        "/api/notifications",
                        "{\"user_id\":\"" + user + "\",\"title\":\"" + title + "\",\"message\":\"" + message + "\""
                                + more + "}")
                .json()
                .path("event_id")
                .textValue();
    }

    private List<MimeMessage> mails(String user) {
        return Stream.of(mail.getReceivedMessages())
                .filter(message -> isTo(message, user + "@example.org"))
                .toList();
    }

    private List<MimeMessage> awaitMail(String user, int count) {
        return await().atMost(PATIENCE).until(() -> mails(user), found -> found.size() >= count);
    }

    private List<String> subjects(String user) throws MessagingException {
        List<String> subjects = new java.util.ArrayList<>();
        for (MimeMessage message : mails(user)) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return message.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) throws IOException, MessagingException {
        return new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static long dueAt(String event) {
        return ofEmail("extract(epoch from due_at)::bigint", event);
    }

    private static long attempts(String event) {
        return ofEmail("attempts", event);
    }

    private static long error(String event) {
        return ofEmail("(last_error is not null)::int", event);
    }

    private static long ofEmail(String expression, String event) {
        return DevServices.current()
                .number("select coalesce((select " + expression + " from email where event_id = '" + event + "'), -1)");
    }
}
