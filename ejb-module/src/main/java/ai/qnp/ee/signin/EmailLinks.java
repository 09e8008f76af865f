package ai.qnp.ee.signin;

import ai.qnp.core.access.Randomness;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.signin.SignInAttempts.Begun;
import ai.qnp.ee.signin.SignInAttempts.Finish;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Links by e-mail: each opens the account of its address once, within 15 minutes, in the browser that asked for it. What
 * asking answers says nothing of whether there is such an account.
 */
@ApplicationScoped
public class EmailLinks {
    /** How long a link works. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int LINKS_TO_AN_ADDRESS = 5;
    private static final int LINKS_FROM_A_PEER = 20;

    private AccountService accounts;
    private Newcomers newcomers;
    private SignInAttempts attempts;
    private Randomness randomness;
    private Letters letters;
    private Allowance byAddress;
    private Allowance byPeer;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public EmailLinks() {}

    /** The service itself. */
    @Inject
    public EmailLinks(AccountService accounts, Newcomers newcomers, AuditedStore store, Letters letters) {
        this(accounts, newcomers, store, letters, Ticker.systemTicker());
    }

    EmailLinks(AccountService accounts, Newcomers newcomers, AuditedStore store, Letters letters, Ticker ticker) {
        this.accounts = accounts;
        this.newcomers = newcomers;
        this.attempts = new SignInAttempts(store);
        this.randomness = store.randomness();
        this.letters = letters;
        this.byAddress = new Allowance(LINKS_TO_AN_ADDRESS, WINDOW, ticker);
        this.byPeer = new Allowance(LINKS_FROM_A_PEER, WINDOW, ticker);
    }

    /**
     * Sends a link, where there is an account to open or one may be made.
     *
     * @param browser the secret that the browser keeps
     * @param next where somebody wants to go
     * @param letter writes the letter around the link's token
     * @return the address; the same for those with and without an account
     */
    public Answer<String> ask(
            String email, String browser, @Nullable String next, Function<String, Letter> letter, Actor actor) {
        return AccountService.addressIn(email).then(address -> {
            if (!byPeer.take(actor.address()) || !byAddress.take(address)) {
                return tooMany();
            }
            String token = SecretText.next(randomness);
            attempts.begin(
                    token,
                    new SignInAttempts.Beginning(SignInMethod.EMAIL, browser, address, "", next, LIFETIME),
                    actor);
            if (accounts.withEmail(address) != null || newcomers.areWelcome()) {
                letters.send(address, letter.apply(token));
            }
            return new Answer.Done<>(address);
        });
    }

    /** Opens the account of a link's address; 403 in another browser, 410 for a link that works no more. */
    public Answer<Entered> open(String token, @Nullable String browser, Actor actor) {
        return switch (attempts.finish(SignInMethod.EMAIL, token, browser, actor)) {
            case Finish.Now(Begun begun) ->
                newcomers
                        .accountOf(Objects.requireNonNull(begun.email()), actor)
                        .map(account -> entered(account, begun));
            case Finish.ElsewhereBegun() ->
                new Answer.Refused<>(ApiError.forbidden(
                        "link_of_another_browser", "Open the link in the browser in which you asked for it."));
            case Finish.Gone() ->
                new Answer.Refused<>(ApiError.invalid(
                        410, "link_gone", "This link was used, or is older than 15 minutes. Ask for another.", null));
        };
    }

    private static Entered entered(Account account, Begun begun) {
        return new Entered(account.id(), SignInMethod.EMAIL, begun.next());
    }

    private static Answer<String> tooMany() {
        return new Answer.Refused<>(
                ApiError.rateLimited("too_many_links", "Too many links were asked for. Try again in an hour.", WINDOW));
    }
}
