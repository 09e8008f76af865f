package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.ChainWarning;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ChainService;
import ai.qnp.ee.admin.CredentialService;
import ai.qnp.ee.admin.Rehearsed;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The key's editor on keys.xhtml: its chain step by step, what is odd about it, and what would become of a request. */
@Named
@ViewScoped
public class ChainView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private ChainService chains;

    @Inject
    private CredentialService credentialService;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    private KeyDraft draft = KeyDraft.fresh();
    private ArrayList<Offerings.ProviderOffer> providers = new ArrayList<>();
    private ArrayList<CredentialChoice> credentials = new ArrayList<>();
    private ArrayList<String> warnings = new ArrayList<>();
    private @Nullable RehearsedPlay play;

    /** One of the account's own credentials, for a step of that provider. */
    public record CredentialChoice(String id, String provider, String name) implements Serializable {}

    /** Begins to edit. */
    void open(KeyDraft wanted) {
        draft = wanted;
        providers = new ArrayList<>(offerings.getProviders());
        credentials = new ArrayList<>(credentialService.list(visitor.accountId()).stream()
                .map(stored -> new CredentialChoice(
                        stored.id(),
                        stored.provider(),
                        (stored.label() == null ? Notices.text("credentials.unnamed") : stored.label()) + " "
                                + stored.hint()))
                .toList());
        look();
    }

    /** Looks at the chain as it is now, and rehearses a request over it. */
    public void look() {
        warnings = new ArrayList<>();
        play = null;
        switch (chains.rehearse(visitor.accountId(), draft.getRehearsal().of(draft.getSteps()))) {
            case Answer.Done<Rehearsed>(Rehearsed rehearsed) -> {
                rehearsed.warnings().stream().map(ChainWarning::message).forEach(warnings::add);
                play = RehearsedPlay.of(rehearsed.rehearsal());
            }
            case Answer.Refused<Rehearsed>(ApiError error) -> warnings.add(error.message());
        }
    }

    /** Adds a step at the end of the chain, with a credential of the account's own while one is left. */
    public void addStep() {
        StepDraft step = draft.addStep(providers.getFirst().id());
        credentials.stream()
                .filter(own -> draft.getSteps().stream()
                        .noneMatch(other -> other.getCredential().equals(own.id())))
                .findFirst()
                .ifPresent(own -> {
                    step.setProvider(own.provider());
                    step.setCredential(own.id());
                });
        look();
        focus("steps:" + (draft.getSteps().size() - 1) + ":provider");
    }

    /** Where the platform cannot ask the step's new provider, a credential of the account's own is meant. */
    public void providerChosen(StepDraft step) {
        boolean platform =
                providers.stream().anyMatch(offer -> offer.id().equals(step.getProvider()) && offer.configured());
        if (!platform) {
            credentialsFor(step.getProvider()).stream().findFirst().ifPresent(own -> step.setCredential(own.id()));
        }
        look();
    }

    /** Takes a step out of the chain. */
    public void removeStep(int index) {
        draft.removeStep(index);
        look();
        focus("addStep");
    }

    /** Moves a step one place, and the keyboard with it. */
    public void moveStep(int index, int by) {
        int place = draft.moveStep(index, by);
        look();
        boolean atEnd = by < 0 ? place == 0 : place == draft.getSteps().size() - 1;
        String button = (by < 0) == atEnd ? "down" : "up";
        focus("steps:" + place + ":" + button);
    }

    /** Moves the step that was dragged to where it was dropped, both as the browser says. */
    public void dropStep() {
        Map<String, String> said =
                FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap();
        int from = place(said.get("from"));
        int to = place(said.get("to"));
        if (from >= 0 && to >= 0) {
            draft.moveStep(from, to - from);
            look();
        }
    }

    /** A step's place; -1 for what is none. */
    private int place(@Nullable String said) {
        int place = said != null && said.matches("\\d{1,3}") ? Integer.parseInt(said) : -1;
        return place < draft.getSteps().size() ? place : -1;
    }

    private static void focus(String clientId) {
        PrimeFaces.current().ajax().addCallbackParam("focus", clientId);
    }

    /** Models of the step's provider whose names hold what was typed. */
    public List<String> suggestModels(String typed) {
        UIComponent field = UIComponent.getCurrentComponent(FacesContext.getCurrentInstance());
        Object provider = field.getAttributes().get("provider");
        return provider == null ? List.of() : offerings.models(provider.toString(), typed);
    }

    /** The account's own credentials for a provider. */
    public List<CredentialChoice> credentialsFor(String provider) {
        return credentials.stream()
                .filter(choice -> choice.provider().equals(provider))
                .toList();
    }

    /** What is being edited. */
    public KeyDraft getDraft() {
        return draft;
    }

    /** The providers a step can ask. */
    public List<Offerings.ProviderOffer> getProviders() {
        return providers;
    }

    /** What is odd about the chain, or why no key may have it. */
    public List<String> getWarnings() {
        return warnings;
    }

    /** What would become of a request; null while no key may have the chain. */
    public @Nullable RehearsedPlay getPlay() {
        return play;
    }
}
