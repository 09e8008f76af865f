package ai.qnp.web.dashboard;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.CredentialService;
import ai.qnp.ee.admin.KeyService;
import ai.qnp.ee.admin.NewCredential;
import ai.qnp.ee.admin.StoredCredential;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** credentials.xhtml: the providers' keys that the account brings. */
@Named
@ViewScoped
public class CredentialsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private CredentialService credentialService;

    @Inject
    private KeyService keyService;

    @Inject
    private Offerings offerings;

    @Inject
    private CredentialMarks marks;

    @Inject
    private Visitor visitor;

    private List<Row> rows = List.of();
    private List<Offerings.ProviderOffer> providers = List.of();
    private @Nullable Row chosen;
    private String provider = "";
    private String apiKey = "";
    private String label = "";
    private String baseUrl = "";

    /**
     * A credential as a line of the table.
     *
     * @param usedBy the names of the keys whose chain asks with it
     * @param failing null unless its provider turns it down
     */
    public record Row(
            String id,
            String provider,
            @Nullable String label,
            String hint,
            @Nullable String baseUrl,
            Instant createdAt,
            List<String> usedBy,
            CredentialMarks.@Nullable Failing failing)
            implements Serializable {
        public Row {
            usedBy = List.copyOf(usedBy);
        }
    }

    /** Reads what the page shows. */
    @PostConstruct
    void load() {
        List<ApiKey> keys = keyService.list(visitor.accountId()).stream()
                .filter(key -> key.revokedAt() == null)
                .toList();
        rows = credentialService.list(visitor.accountId()).stream()
                .map(stored -> row(stored, keys))
                .toList();
        providers =
                offerings.getProviders().stream().filter(offer -> !offer.demo()).toList();
    }

    private Row row(StoredCredential stored, List<ApiKey> keys) {
        List<String> usedBy = keys.stream()
                .filter(key -> key.settings().chain().stream()
                        .anyMatch(step -> step.credential().equals(stored.id())))
                .map(key -> key.settings().name())
                .toList();
        return new Row(
                stored.id(),
                offerings.nameOf(stored.provider()),
                stored.label(),
                stored.hint(),
                stored.baseUrl(),
                stored.createdAt(),
                usedBy,
                marks.of(stored.id()));
    }

    /** Opens the form. */
    public void begin() {
        provider = providers.isEmpty() ? "" : providers.getFirst().id();
        apiKey = "";
        label = "";
        baseUrl = "";
    }

    /** Stores what the form says. The secret goes in and stays in no session. */
    public void save() {
        NewCredential wanted = new NewCredential(
                provider, Secret.of(apiKey.strip()), label, baseUrl.isBlank() ? null : baseUrl.strip());
        apiKey = "";
        switch (credentialService.create(visitor.accountId(), wanted, visitor.actor())) {
            case Answer.Done<StoredCredential>(StoredCredential stored) -> done("credentials.added", stored);
            case Answer.Refused<StoredCredential>(var error) -> Notices.refused(error);
        }
    }

    /** Asks about a credential before it is deleted. */
    public void choose(Row row) {
        chosen = row;
    }

    /** Deletes the credential that was asked about. */
    public void delete() {
        if (chosen == null) {
            return;
        }
        switch (credentialService.delete(visitor.accountId(), chosen.id(), visitor.actor())) {
            case Answer.Done<StoredCredential>(StoredCredential stored) -> done("credentials.deleted", stored);
            case Answer.Refused<StoredCredential>(var error) -> Notices.refused(error);
        }
    }

    private void done(String key, StoredCredential stored) {
        Notices.done(key, offerings.nameOf(stored.provider()));
        load();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** The table's lines. */
    public List<Row> getRows() {
        return rows;
    }

    /** The providers that take a key. */
    public List<Offerings.ProviderOffer> getProviders() {
        return providers;
    }

    /** The credential that the dialog asks about. */
    public @Nullable Row getChosen() {
        return chosen;
    }

    /** The provider's id. */
    public String getProvider() {
        return provider;
    }

    /** Takes the provider. */
    public void setProvider(String provider) {
        this.provider = provider;
    }

    /** Always empty: a secret that was typed is not sent back. */
    public String getApiKey() {
        return "";
    }

    /** Takes the secret. */
    public void setApiKey(@Nullable String apiKey) {
        this.apiKey = apiKey == null ? "" : apiKey;
    }

    /** What people call it. */
    public String getLabel() {
        return label;
    }

    /** Takes what people call it. */
    public void setLabel(@Nullable String label) {
        this.label = label == null ? "" : label;
    }

    /** The vendor's API root, where it is not the usual one. */
    public String getBaseUrl() {
        return baseUrl;
    }

    /** Takes the API root. */
    public void setBaseUrl(@Nullable String baseUrl) {
        this.baseUrl = baseUrl == null ? "" : baseUrl;
    }
}
