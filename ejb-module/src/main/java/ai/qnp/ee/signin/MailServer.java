package ai.qnp.ee.signin;

import ai.qnp.core.provider.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The SMTP server that takes letters.
 *
 * @param security {@code starttls}, {@code tls} or {@code none}
 * @param user null where it asks for none
 * @param from whom letters come from
 */
public record MailServer(
        String host,
        int port,
        String security,
        @Nullable String user,
        @Nullable Secret password,
        String from) {}
