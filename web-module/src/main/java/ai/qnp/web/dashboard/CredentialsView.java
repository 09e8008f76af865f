package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.CredentialService;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.NewCredential;
import ai.qnp.ee.admin.StoredCredential;
import ai.qnp.ee.admin.TrialService;
import ai.qnp.ee.platform.CredentialTrials.Tried;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** credentials.xhtml: the providers' keys that the account brings, each tried before it is kept. */
@Named
@ViewScoped
public class CredentialsView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private CredentialService credentialService;

    @Inject
    private TrialService trials;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private Offerings offerings;

    @Inject
    private CredentialMarks marks;

    @Inject
    private Visitor visitor;

    private List<CredentialLine> rows = List.of();
    private List<Offerings.ProviderOffer> providers = List.of();
    private @Nullable CredentialLine chosen;
    private CredentialDraft draft = new CredentialDraft("");
    private @Nullable Doubt doubt;

    /** Reads what the page shows. */
    @PostConstruct
    void load() {
        List<ApiKey> keys = keyDirectory.list(visitor.accountId()).stream()
                .filter(key -> key.revokedAt() == null)
                .toList();
        rows = credentialService.list(visitor.accountId()).stream()
                .map(stored -> line(stored, keys))
                .toList();
        providers =
                offerings.getProviders().stream().filter(offer -> !offer.demo()).toList();
    }

    private CredentialLine line(StoredCredential stored, List<ApiKey> keys) {
        List<String> usedBy = keys.stream()
                .filter(key -> key.settings().chain().stream()
                        .anyMatch(step -> step.credential().equals(stored.id())))
                .map(key -> key.settings().name())
                .toList();
        return new CredentialLine(
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
        draft = new CredentialDraft(
                providers.isEmpty() ? "" : providers.getFirst().id());
        doubt = null;
    }

    /** Tries what the form says with its provider, and stores it if that went well. */
    public void save() {
        doubt = null;
        NewCredential wanted = draft.taken();
        switch (trials.beforeStoring(visitor.accountId(), wanted)) {
            case Answer.Refused<Tried>(var error) -> Notices.refused(error);
            case Answer.Done<Tried>(Tried.Accepted()) -> store(wanted, "credentials.accepted");
            case Answer.Done<Tried>(Tried.NotAsked()) -> store(wanted, "credentials.added");
            case Answer.Done<Tried>(Tried.Failed(var failure)) ->
                doubt = Doubt.of(failure, offerings.nameOf(wanted.provider()));
        }
    }

    /** Asks the provider of a stored credential whether it takes it. */
    public void test(CredentialLine row) {
        switch (trials.stored(visitor.accountId(), row.id())) {
            case Answer.Refused<Tried>(var error) -> Notices.refused(error);
            case Answer.Done<Tried>(Tried.Accepted()) ->
                Notices.done("credentials.tested.accepted", row.provider(), row.hint());
            case Answer.Done<Tried>(Tried.NotAsked()) ->
                Notices.done("credentials.tested.notAsked", row.provider(), row.hint());
            case Answer.Done<Tried>(Tried.Failed(var failure)) -> {
                Doubt found = Doubt.of(failure, row.provider());
                Notices.failed("credentials.tested." + found.kind(), row.provider(), row.hint(), found.said());
            }
        }
    }

    /** Stores what the form says, whatever came of the trial. */
    public void keep() {
        store(draft.taken(), "credentials.added");
    }

    private void store(NewCredential wanted, String notice) {
        switch (credentialService.create(visitor.accountId(), wanted, visitor.actor())) {
            case Answer.Done<StoredCredential>(StoredCredential stored) -> done(notice, stored);
            case Answer.Refused<StoredCredential>(var error) -> Notices.refused(error);
        }
    }

    /** Asks about a credential before it is deleted. */
    public void choose(CredentialLine row) {
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
        doubt = null;
        Notices.done(key, offerings.nameOf(stored.provider()));
        load();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** The table's lines. */
    public List<CredentialLine> getRows() {
        return rows;
    }

    /** The providers that take a key. */
    public List<Offerings.ProviderOffer> getProviders() {
        return providers;
    }

    /** The credential that the dialog asks about. */
    public @Nullable CredentialLine getChosen() {
        return chosen;
    }

    /** What is being typed. */
    public CredentialDraft getDraft() {
        return draft;
    }

    /** What speaks against keeping it; null while nothing does. */
    public @Nullable Doubt getDoubt() {
        return doubt;
    }
}
