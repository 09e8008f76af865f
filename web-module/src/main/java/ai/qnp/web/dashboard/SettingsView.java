package ai.qnp.web.dashboard;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.signin.IssuedToken;
import ai.qnp.ee.signin.ManagementToken;
import ai.qnp.ee.signin.ManagementTokens;
import ai.qnp.ee.signin.Passkey;
import ai.qnp.ee.signin.Passkeys;
import ai.qnp.ee.signin.Session;
import ai.qnp.ee.signin.Sessions;
import ai.qnp.ee.signin.SignInSettings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** settings.xhtml: the account, where it is signed in, and what else opens it. */
@Named
@RequestScoped
public class SettingsView {
    @Inject
    private Sessions sessionService;

    @Inject
    private ManagementTokens tokenService;

    @Inject
    private Passkeys passkeyDirectory;

    @Inject
    private KeyDirectory keyDirectory;

    @Inject
    private SignInSettings signIn;

    @Inject
    private Visitor visitor;

    private List<Row> sessions = List.of();
    private List<ManagementToken> tokens = List.of();
    private List<Passkey> passkeys = List.of();
    private List<KeptBodies> keptBodies = List.of();
    private String tokenName = "";
    private @Nullable String issued;

    /**
     * A session as a line of the table.
     *
     * @param browser in a word or two
     * @param here whether it is the one that shows this page
     */
    public record Row(
            String id,
            String browser,
            String method,
            String address,
            Instant createdAt,
            Instant seenAt,
            boolean here) {}

    /**
     * A key whose requests' bodies are kept.
     *
     * @param key its id
     * @param days how long each is kept
     * @param bytes how much of each at most
     */
    public record KeptBodies(String key, String name, long days, long bytes) {
        private static Stream<KeptBodies> of(ApiKey key) {
            BodyLogging kept = key.settings().logBodies();
            return kept == null
                    ? Stream.empty()
                    : Stream.of(new KeptBodies(key.id(), key.settings().name(), kept.retentionDays(), kept.maxBytes()));
        }
    }

    /** Reads what the page shows. */
    @PostConstruct
    void load() {
        String accountId = visitor.accountId();
        sessions = sessionService.list(accountId).stream().map(this::row).toList();
        tokens = tokenService.list(accountId);
        passkeys = passkeyDirectory.list(accountId);
        Instant now = Instant.now();
        keptBodies = keyDirectory.list(accountId).stream()
                .filter(key -> key.isActive(now))
                .flatMap(KeptBodies::of)
                .toList();
    }

    private Row row(Session session) {
        return new Row(
                session.id(),
                BrowserName.of(session.browser()),
                session.method(),
                session.address(),
                session.createdAt(),
                session.lastSeenAt(),
                session.id().equals(visitor.visit().session().id()));
    }

    /** Ends a session. */
    public void revokeSession(String id) {
        switch (sessionService.revoke(visitor.accountId(), id, visitor.actor())) {
            case Answer.Done<Session>(Session session) -> done("settings.sessions.revoked", session.method());
            case Answer.Refused<Session>(var error) -> Notices.refused(error);
        }
    }

    /** Makes a token. */
    public void createToken() {
        switch (tokenService.create(visitor.accountId(), tokenName, visitor.actor())) {
            case Answer.Done<IssuedToken>(IssuedToken made) -> {
                issued = made.text();
                tokenName = "";
                load();
            }
            case Answer.Refused<IssuedToken>(var error) -> Notices.refused(error);
        }
    }

    /** Revokes a token. */
    public void revokeToken(String id) {
        switch (tokenService.revoke(visitor.accountId(), id, visitor.actor())) {
            case Answer.Done<ManagementToken>(ManagementToken token) -> done("settings.tokens.revoked", token.name());
            case Answer.Refused<ManagementToken>(var error) -> Notices.refused(error);
        }
    }

    /** Removes a passkey. */
    public void removePasskey(String id) {
        switch (passkeyDirectory.remove(visitor.accountId(), id, visitor.actor())) {
            case Answer.Done<Passkey>(Passkey passkey) -> done("settings.passkeys.removed", passkey.name());
            case Answer.Refused<Passkey>(var error) -> Notices.refused(error);
        }
    }

    private void done(String key, String name) {
        Notices.done(key, name);
        load();
    }

    /** The account. */
    public Account getAccount() {
        return visitor.account();
    }

    /** Where it is signed in, the newest first. */
    public List<Row> getSessions() {
        return sessions;
    }

    /** Its tokens, the newest first. */
    public List<ManagementToken> getTokens() {
        return tokens;
    }

    /** Its passkeys, the oldest first. */
    public List<Passkey> getPasskeys() {
        return passkeys;
    }

    /** Its keys whose requests' bodies are kept. */
    public List<KeptBodies> getKeptBodies() {
        return keptBodies;
    }

    /** Whether people may have passkeys. */
    public boolean isPasskeysOn() {
        return signIn.passkeys();
    }

    /** The token that was made with this request; shown this once. */
    public @Nullable String getIssued() {
        return issued;
    }

    /** What a new token shall be called. */
    public String getTokenName() {
        return tokenName;
    }

    /** Takes what a new token shall be called. */
    public void setTokenName(@Nullable String tokenName) {
        this.tokenName = tokenName == null ? "" : tokenName;
    }
}
