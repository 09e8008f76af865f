package ai.qnp.web.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The bash script that makes a QNP server a model provider of OpenClaw. */
final class OpenClawScript {
    private static final String TEMPLATE = "openclaw-qnp-setup.sh";
    private static final String PLACE = "'@QNP_BASE_URL@'";

    private OpenClawScript() {}

    /**
     * The script for one server.
     *
     * @param baseUrl the server's address, up to and with the version
     */
    static String pointingTo(String baseUrl) {
        return template().replace(PLACE, quoted(baseUrl));
    }

    /** One word for bash, whatever characters an address may have. */
    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static String template() {
        try (InputStream bytes = Objects.requireNonNull(OpenClawScript.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
