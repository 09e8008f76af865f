package ai.qnp.ee.signin;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.concurrent.Executor;

/** Letters by SMTP, with Jakarta Mail. */
final class SmtpLetters implements Letters {
    private static final System.Logger LOG = System.getLogger(SmtpLetters.class.getName());
    private static final String PATIENCE_MS = "10000";

    private final MailServer server;
    private final Executor later;
    private final Session session;

    SmtpLetters(MailServer server, Executor later) {
        this.server = server;
        this.later = later;
        this.session = Session.getInstance(properties(server));
    }

    private static Properties properties(MailServer server) {
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.auth", Boolean.toString(server.user() != null));
        properties.put(
                "mail.smtp.ssl.enable", Boolean.toString(server.security().equals("tls")));
        boolean startsTls = server.security().equals("starttls");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startsTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startsTls));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", PATIENCE_MS);
        properties.put("mail.smtp.timeout", PATIENCE_MS);
        properties.put("mail.smtp.writetimeout", PATIENCE_MS);
        return properties;
    }

    @Override
    public void send(String to, Letter letter) {
        later.execute(() -> {
            try {
                deliver(message(to, letter));
            } catch (MessagingException undelivered) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "a sign-in link could not be sent by " + server.host() + ": " + why(undelivered));
            }
        });
    }

    /** Whom a letter is for belongs into no log, and a server that refuses somebody repeats their address. */
    private static String why(MessagingException undelivered) {
        return undelivered instanceof SendFailedException
                ? "the server refused the letter"
                : undelivered.getClass().getSimpleName() + ": " + undelivered.getMessage();
    }

    private MimeMessage message(String to, Letter letter) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(server.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
        // no automatic answers, please
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private void deliver(MimeMessage message) throws MessagingException {
        try (Transport transport = session.getTransport()) {
            if (server.user() == null) {
                transport.connect();
            } else {
                String password =
                        server.password() == null ? "" : server.password().reveal();
                transport.connect(server.host(), server.port(), server.user(), password);
            }
            message.saveChanges();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}
