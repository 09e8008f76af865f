package ai.qnp.web.dashboard;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.provider.Credential;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.CredentialService;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.Page;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageService;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What a newcomer still has to do, for overview.xhtml: a provider, a key that reaches it, a first request. */
@Named
@RequestScoped
public class NextSteps {
    @Inject
    private CredentialService credentialService;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private UsageService usageService;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private boolean provider;
    private boolean request;
    private @Nullable String keyId;

    /** Looks what is there. */
    @PostConstruct
    void look() {
        boolean platform = offerings.getProviders().stream().anyMatch(offer -> offer.configured() && !offer.demo());
        boolean own = !credentialService.list(visitor.accountId()).isEmpty();
        provider = platform || own;
        keyId = newestKey(own && !platform);
        request = hasRequests();
    }

    /** A key without a chain asks the platform's providers: where those only pretend, it does not reach the account's own. */
    private @Nullable String newestKey(boolean mustNameAnOwn) {
        Instant now = Instant.now();
        return keyDirectory.list(visitor.accountId()).stream()
                .filter(key -> key.isActive(now) && (!mustNameAnOwn || namesAnOwn(key)))
                .max(Comparator.comparing(ApiKey::createdAt))
                .map(ApiKey::id)
                .orElse(null);
    }

    private static boolean namesAnOwn(ApiKey key) {
        return key.settings().chain().stream()
                .anyMatch(step -> !step.credential().equals(Credential.PLATFORM));
    }

    private boolean hasRequests() {
        return switch (usageService.page(visitor.accountId(), UsageFilter.ALL, null, 1)) {
            case Answer.Done<Page<UsageRecord>>(Page<UsageRecord> page) ->
                !page.rows().isEmpty();
            case Answer.Refused<Page<UsageRecord>>(var error) -> throw new IllegalStateException(error.message());
        };
    }

    /** Whether anything is missing. */
    public boolean isMissing() {
        return !provider || keyId == null || !request;
    }

    /** Whether a provider that does not only pretend can be asked. */
    public boolean isProvider() {
        return provider;
    }

    /** Whether there is a key that reaches it. */
    public boolean isKey() {
        return keyId != null;
    }

    /** Whether a request ever came. */
    public boolean isRequest() {
        return request;
    }

    /** The key to begin with; null without one. */
    public @Nullable String getKeyId() {
        return keyId;
    }
}
