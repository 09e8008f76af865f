package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the operator into the dashboard with the admin token. Wrong tokens are counted by address, not delayed. */
@ApplicationScoped
public class OperatorSignIn {
    private static final int WRONG_TOKENS = 10;
    private static final Duration COUNTED_FOR = Duration.ofMinutes(10);
    private static final int MAX_ADDRESSES = 100_000;

    private AdminToken token;
    private AccountService accounts;
    private AuditedStore store;
    private Cache<String, AtomicInteger> wrongTokens;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public OperatorSignIn() {}

    /** The service itself. */
    @Inject
    public OperatorSignIn(AdminToken token, AccountService accounts, AuditedStore store) {
        this(token, accounts, store, Ticker.systemTicker());
    }

    OperatorSignIn(AdminToken token, AccountService accounts, AuditedStore store, Ticker ticker) {
        this.token = token;
        this.accounts = accounts;
        this.store = store;
        this.wrongTokens = Caffeine.newBuilder()
                .expireAfterWrite(COUNTED_FOR)
                .maximumSize(MAX_ADDRESSES)
                .ticker(ticker)
                .build();
    }

    /** The operator's account for the right token; 401 for a wrong one, 429 after too many. */
    public Answer<Account> signIn(String presented, Actor actor) {
        AtomicInteger wrong = wrongTokens.get(actor.address(), address -> new AtomicInteger());
        if (wrong.get() >= WRONG_TOKENS) {
            return new Answer.Refused<>(ApiError.rateLimited(
                    "too_many_attempts",
                    "Too many wrong tokens from this address. Try again in " + COUNTED_FOR.toMinutes() + " minutes.",
                    COUNTED_FOR));
        }
        boolean matches = token.matches(presented.strip());
        audit(matches ? "dashboard.signed_in" : "dashboard.sign_in_refused", actor);
        if (!matches) {
            wrong.incrementAndGet();
            return new Answer.Refused<>(
                    ApiError.unauthenticated("invalid_admin_token", "This is not the admin token of this server."));
        }
        wrongTokens.invalidate(actor.address());
        return new Answer.Done<>(accounts.operator());
    }

    private void audit(String action, Actor actor) {
        store.change(change -> {
            change.audit(actor, action, null, "dashboard", "");
            return action;
        });
    }
}
