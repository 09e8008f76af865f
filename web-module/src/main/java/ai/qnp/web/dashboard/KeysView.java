package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.IssuedKey;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.KeyService;
import ai.qnp.ee.admin.KeySettings;
import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.primefaces.PrimeFaces;

/** keys.xhtml: the account's keys, and the dialogs that make, edit, rotate and revoke one. */
@Named
@ViewScoped
public class KeysView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private KeyService keyService;

    @Inject
    private ChainView chain;

    @Inject
    private Offerings offerings;

    @Inject
    private Visitor visitor;

    @Inject
    private IssuedKeyView issuedKey;

    private List<KeyRow> rows = List.of();
    private List<KeyRow> shown = List.of();
    private boolean revokedShown;
    private @Nullable KeyRow chosen;
    private long graceSeconds;

    /** Reads what the page shows. */
    @PostConstruct
    void load() {
        Instant now = Instant.now();
        rows = keyDirectory.list(visitor.accountId()).stream()
                .map(key -> KeyRow.of(key, now, offerings::nameOf))
                .toList();
        filter();
    }

    /** Shows the keys that are served, and the others if they were asked for. */
    public void filter() {
        shown = rows.stream().filter(row -> revokedShown || row.served()).toList();
    }

    /** Opens the editor for a new key. */
    public void begin() {
        chain.open(KeyDraft.fresh());
    }

    /** Opens the editor for a key that is there. */
    public void edit(KeyRow row) {
        Answer<ApiKey> found = keyDirectory.get(visitor.accountId(), row.id());
        switch (found) {
            case Answer.Done<ApiKey>(ApiKey key) -> chain.open(KeyDraft.of(key));
            case Answer.Refused<ApiKey>(var error) -> Notices.refused(error);
        }
    }

    /** Makes the key that the editor describes, or changes the one it was opened for. */
    public void save() {
        switch (chain.getDraft().settings()) {
            case Answer.Refused<KeySettings>(var error) -> Notices.refused(error);
            case Answer.Done<KeySettings>(KeySettings settings) -> save(settings);
        }
    }

    private void save(KeySettings settings) {
        String keyId = chain.getDraft().getKeyId();
        if (keyId == null) {
            issued(keyService.create(visitor.accountId(), settings, visitor.actor()));
            return;
        }
        Answer<ApiKey> changed = keyService.change(
                visitor.accountId(),
                keyId,
                before -> visitor.isOperator() ? settings : settings.withLogBodies(before.logBodies()),
                visitor.actor());
        switch (changed) {
            case Answer.Done<ApiKey>(ApiKey key) ->
                done("keys.changed", key.settings().name());
            case Answer.Refused<ApiKey>(var error) -> Notices.refused(error);
        }
    }

    /** Asks about a key before something happens to it. */
    public void choose(KeyRow row) {
        chosen = row;
        graceSeconds = 0;
    }

    /** Revokes the key that was asked about. */
    public void revoke() {
        if (chosen == null) {
            return;
        }
        switch (keyService.revoke(visitor.accountId(), chosen.id(), visitor.actor())) {
            case Answer.Done<ApiKey>(ApiKey key) ->
                done("keys.revoked", key.settings().name());
            case Answer.Refused<ApiKey>(var error) -> Notices.refused(error);
        }
    }

    /** Puts a new key in the place of the one that was asked about. */
    public void rotate() {
        if (chosen != null) {
            issued(keyService.rotate(
                    visitor.accountId(), chosen.id(), Duration.ofSeconds(graceSeconds), visitor.actor()));
        }
    }

    private void issued(Answer<IssuedKey> answer) {
        switch (answer) {
            case Answer.Done<IssuedKey>(IssuedKey issued) -> {
                issuedKey.show(issued);
                load();
                PrimeFaces.current().ajax().addCallbackParam("issued", true);
                PrimeFaces.current().ajax().addCallbackParam("done", true);
            }
            case Answer.Refused<IssuedKey>(var error) -> Notices.refused(error);
        }
    }

    private void done(String key, String name) {
        Notices.done(key, name);
        load();
        PrimeFaces.current().ajax().addCallbackParam("done", true);
    }

    /** The table's lines. */
    public List<KeyRow> getKeys() {
        return shown;
    }

    /** Whether there was ever a key. */
    public boolean isNone() {
        return rows.isEmpty();
    }

    /** Whether keys that are not served any more are shown, too. */
    public boolean isRevokedShown() {
        return revokedShown;
    }

    /** Says whether keys that are not served any more are shown, too. */
    public void setRevokedShown(boolean revokedShown) {
        this.revokedShown = revokedShown;
    }

    /** The key that a dialog asks about. */
    public @Nullable KeyRow getChosen() {
        return chosen;
    }

    /** How long a rotated key still works. */
    public long getGraceSeconds() {
        return graceSeconds;
    }

    /** Takes how long a rotated key still works. */
    public void setGraceSeconds(long graceSeconds) {
        this.graceSeconds = graceSeconds;
    }
}
