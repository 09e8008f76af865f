package ai.qnp.web.dashboard;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;

/** The style sheet and script of the pages: their address changes with what they hold, so browsers may keep them. */
@Named
@ApplicationScoped
public class Assets {
    private static final List<String> FILES = List.of(
            "/assets/qnp.css", "/assets/qnp.js", "/assets/passkeys.js", "/assets/playground.js", "/assets/requests.js");

    @Inject
    private ServletContext context;

    private String version = "";

    @PostConstruct
    void read() {
        CRC32 checksum = new CRC32();
        for (String file : FILES) {
            try (InputStream bytes = context.getResourceAsStream(file)) {
                checksum.update(bytes.readAllBytes());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        version = Long.toHexString(checksum.getValue());
    }

    /** What stands behind the question mark of their addresses. */
    public String getVersion() {
        return version;
    }
}
