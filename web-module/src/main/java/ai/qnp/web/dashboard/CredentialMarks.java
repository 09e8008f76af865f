package ai.qnp.web.dashboard;

import ai.qnp.ee.operations.ProviderReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which stored credentials their providers turn down. */
@ApplicationScoped
public class CredentialMarks {
    @Inject
    private ProviderReport report;

    /** Since when the provider turns a credential down, and what it said the last time. */
    public record Failing(Instant since, String why) implements Serializable {}

    @Nullable Failing of(String credentialId) {
        return report.failingCredentials().stream()
                .filter(failing -> failing.key().credential().equals(credentialId))
                .findFirst()
                .map(failing -> new Failing(failing.since(), failing.last().message()))
                .orElse(null);
    }
}
