package ai.qnp.ee.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.qnp.core.provider.Secret;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real SMTP server. */
class SmtpLettersTest {
    private static final Letter LETTER =
            new Letter("Your link – Grüße", "https://llm.example.com/signin/email?token=t\n");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void aLetterArrivesAsItWasWritten() throws Exception {
        letters(null, null, "none").send("jo@example.com", LETTER);

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage received = server.getReceivedMessages()[0];
        assertThat(received.getSubject()).isEqualTo(LETTER.subject());
        assertThat(received.getContent().toString()).isEqualToIgnoringNewLines(LETTER.text());
        assertThat(received.getFrom()[0]).hasToString("qnp@example.com");
        assertThat(received.getAllRecipients()).extracting(Object::toString).containsExactly("jo@example.com");
    }

    @Test
    void signsInWhereTheServerAsksForIt() {
        server.setUser("qnp@example.com", "qnp", "right");

        letters("qnp", Secret.of("right"), "none").send("jo@example.com", LETTER);
        letters("qnp", Secret.of("wrong"), "none").send("eve@example.com", LETTER);

        assertThat(server.getReceivedMessagesForDomain("jo@example.com")).hasSize(1);
        assertThat(server.getReceivedMessagesForDomain("eve@example.com")).isEmpty();
    }

    @Test
    void sendsNothingInClearWhereItShouldBeEncrypted() {
        letters(null, null, "starttls").send("jo@example.com", LETTER);

        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsAwayFailsNobodysRequest() {
        SmtpLetters letters = letters(null, null, "none");
        server.stop();

        assertThatCode(() -> letters.send("jo@example.com", LETTER)).doesNotThrowAnyException();
    }

    private SmtpLetters letters(String user, Secret password, String security) {
        int port = server.getSmtp().getPort();
        return new SmtpLetters(
                new MailServer("127.0.0.1", port, security, user, password, "qnp@example.com"), Runnable::run);
    }
}
