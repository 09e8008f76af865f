package ai.qnp.web.dashboard;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.ChainStep;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a chain while somebody edits it. */
public final class StepDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private String provider;
    private List<String> models = new ArrayList<>();
    private String credential = Credential.PLATFORM;
    private String failure = "";

    StepDraft(String provider) {
        this.provider = provider;
    }

    static StepDraft of(ChainStep step) {
        StepDraft draft = new StepDraft(step.provider());
        draft.models = new ArrayList<>(step.models());
        draft.credential = step.credential();
        return draft;
    }

    ChainStep step() {
        return new ChainStep(provider, models, credential);
    }

    /** The provider's id. */
    public String getProvider() {
        return provider;
    }

    /** Another provider has other models and other credentials. */
    public void setProvider(String provider) {
        if (!provider.equals(this.provider)) {
            models = new ArrayList<>();
            credential = Credential.PLATFORM;
        }
        this.provider = provider;
    }

    /** The models it is limited to, the default first; empty for all. */
    public List<String> getModels() {
        return models;
    }

    /** Takes the models. */
    public void setModels(@Nullable List<String> models) {
        this.models = models == null ? new ArrayList<>() : new ArrayList<>(models);
    }

    /** What goes wrong at this step in a rehearsal, as the chain's service names it; empty for nothing. */
    public String getFailure() {
        return failure;
    }

    /** Takes what goes wrong. */
    public void setFailure(@Nullable String failure) {
        this.failure = failure == null ? "" : failure;
    }

    /** A credential's id, or {@code platform}. */
    public String getCredential() {
        return credential;
    }

    /** Takes the credential. */
    public void setCredential(String credential) {
        this.credential = credential;
    }
}
