package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.vault.PrivateFile;
import java.io.IOException;

/** What an installation needs before anybody can use it: the operator's account, a first key, a way in. */
public final class FirstStart {
    /** The operator's account; fixed, so that two nodes that start at once can't make two. */
    static final String OPERATOR_ID = "acc_operator";

    private static final Actor ACTOR = new Actor("first-start", "local");

    private final AuditedStore store;
    private final KeyService keys;
    private final KeyDirectory directory;
    private final SetupLinks setupLinks;
    private final ServerSettings settings;

    /** Over a database whose schema is current. */
    public FirstStart(
            AuditedStore store,
            KeyService keys,
            KeyDirectory directory,
            SetupLinks setupLinks,
            ServerSettings settings) {
        this.store = store;
        this.keys = keys;
        this.directory = directory;
        this.setupLinks = setupLinks;
        this.settings = settings;
    }

    /**
     * Makes what is missing. On a first start leaves a note with the set-up link and a first request in the data dir,
     * which the launcher shows and deletes.
     *
     * @throws IOException when the note can't be written
     */
    public void run() throws IOException {
        createOperator();
        if (!directory.list(OPERATOR_ID).isEmpty()) {
            return;
        }
        Answer<IssuedKey> key = keys.create(OPERATOR_ID, KeySettings.named("First key"), ACTOR);
        String note = switch (key) {
            case Answer.Done<IssuedKey> done ->
                note(setupLinks.create(ACTOR), done.value().text().reveal());
            case Answer.Refused<IssuedKey> refused ->
                throw new IllegalStateException(refused.error().message());
        };
        new PrivateFile(settings.dataDir().resolve("first-start.txt")).write(note);
    }

    private void createOperator() {
        if (operatorExists()) {
            return;
        }
        try {
            store.change(change -> {
                AccountRow row = new AccountRow(OPERATOR_ID, null, Tier.PRO.wireName(), true, store.now());
                change.entities().persist(row);
                change.audit(ACTOR, "account.created", row.id(), row.id(), "the operator");
                return row.id();
            });
        } catch (RuntimeException perhapsThere) {
            if (!operatorExists()) {
                throw perhapsThere;
            }
        }
    }

    private boolean operatorExists() {
        return store.read(entities -> entities.find(AccountRow.class, OPERATOR_ID) != null);
    }

    private String note(String setupToken, String key) {
        return """
                Set-up link (works once, for 24 hours): %1$s/setup?token=%2$s

                A first request:
                  curl %1$s/v1/chat/completions \\
                    -H "Authorization: Bearer %3$s" \\
                    -H "Content-Type: application/json" \\
                    -d '{"model":"qnp/auto","messages":[{"role":"user","content":"Hello!"}]}'
                """.formatted(settings.publicUrl(), setupToken, key);
    }
}
