package ai.qnp.web.dashboard;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credential as a line of the table.
 *
 * @param usedBy the names of the keys whose chain asks with it
 * @param failing null unless its provider turns it down
 */
public record CredentialLine(
        String id,
        String provider,
        @Nullable String label,
        String hint,
        @Nullable String baseUrl,
        Instant createdAt,
        List<String> usedBy,
        CredentialMarks.@Nullable Failing failing)
        implements Serializable {
    public CredentialLine {
        usedBy = List.copyOf(usedBy);
    }
}
