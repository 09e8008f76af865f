package ai.qnp.web.dashboard;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.NewCredential;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A credential while somebody types it. */
public final class CredentialDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private String provider;
    private String apiKey = "";
    private String label = "";
    private String baseUrl = "";

    CredentialDraft(String provider) {
        this.provider = provider;
    }

    /** What the form says. The secret is taken out: it stays in no session. */
    NewCredential taken() {
        NewCredential wanted = new NewCredential(
                provider, Secret.of(apiKey.strip()), label, baseUrl.isBlank() ? null : baseUrl.strip());
        apiKey = "";
        return wanted;
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
