package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.signin.Passkey;
import ai.qnp.ee.signin.Passkeys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** The dialog on settings.xhtml that gives a passkey another name. */
@Named
@RequestScoped
public class PasskeyNameView {
    @Inject
    private Passkeys passkeys;

    @Inject
    private SettingsView settings;

    @Inject
    private Visitor visitor;

    private String id = "";
    private String name = "";

    /** Opens the dialog with a passkey's name as it is. */
    public void choose(Passkey passkey) {
        id = passkey.id();
        name = passkey.name();
    }

    /** Gives it the name. */
    public void rename() {
        switch (passkeys.rename(visitor.accountId(), id, name, visitor.actor())) {
            case Answer.Done<Passkey>(Passkey passkey) -> {
                Notices.done("settings.passkeys.renamed", passkey.name());
                settings.load();
                PrimeFaces.current().ajax().addCallbackParam("done", true);
            }
            case Answer.Refused<Passkey>(var error) -> Notices.refused(error);
        }
    }

    /** The passkey that is meant. */
    public String getId() {
        return id;
    }

    /** Takes the passkey that is meant. */
    public void setId(@Nullable String id) {
        this.id = id == null ? "" : id;
    }

    /** What it shall be called. */
    public String getName() {
        return name;
    }

    /** Takes what it shall be called. */
    public void setName(@Nullable String name) {
        this.name = name == null ? "" : name;
    }
}
