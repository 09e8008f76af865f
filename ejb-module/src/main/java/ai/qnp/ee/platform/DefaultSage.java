package ai.qnp.ee.platform;

import ai.qnp.core.openai.Json;
import ai.qnp.core.routing.sage.SageTable;
import ai.qnp.core.routing.sage.SageTableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The preferred models that QNP comes with: a file, like the catalogue, because it names vendors. */
public final class DefaultSage {
    private static final SageTable TABLE = read();

    private DefaultSage() {}

    /** The table. */
    public static SageTable table() {
        return TABLE;
    }

    private static SageTable read() {
        try (InputStream json = SageTable.class.getResourceAsStream("table.json")) {
            if (json == null) {
                throw new IllegalStateException("the application lacks Sage's table");
            }
            return SageTableText.read(Json.MAPPER.readTree(json));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
