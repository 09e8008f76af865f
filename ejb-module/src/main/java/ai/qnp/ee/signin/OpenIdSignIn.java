package ai.qnp.ee.signin;

import ai.qnp.core.access.Randomness;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.signin.SignInAttempts.Begun;
import ai.qnp.ee.signin.SignInAttempts.Finish;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sign-in by OpenID Connect: code flow with PKCE, state and nonce, finished only by the browser that began it. */
@ApplicationScoped
public class OpenIdSignIn {
    private static final System.Logger LOG = System.getLogger(OpenIdSignIn.class.getName());
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration DESCRIBED_FOR = Duration.ofHours(1);

    private AuditedStore store;
    private SignInAttempts attempts;
    private Randomness randomness;
    private Identities identities;
    private List<OpenIdClient> clients;
    private String publicUrl;
    private Cache<OpenIdClient, OpenIdProvider> described;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public OpenIdSignIn() {}

    /** The service itself. */
    @Inject
    public OpenIdSignIn(AuditedStore store, Identities identities, SignInSettings signIn, ServerSettings server) {
        this.store = store;
        this.attempts = new SignInAttempts(store);
        this.randomness = store.randomness();
        this.identities = identities;
        this.clients = signIn.openId();
        this.publicUrl = server.publicUrl();
        this.described = Caffeine.newBuilder().expireAfterWrite(DESCRIBED_FOR).build();
    }

    /**
     * What came back from a provider.
     *
     * @param state of which sign-in it speaks
     * @param code null when the provider or the person refused
     */
    public record Return(@Nullable String state, @Nullable String code) {}

    /**
     * Begins a sign-in.
     *
     * @param browser the secret that the browser keeps
     * @param next where somebody wants to go
     * @return where the browser goes; 404 for a way that is off
     */
    public Answer<URI> begin(SignInMethod way, String browser, @Nullable String next, Actor actor) {
        OpenIdClient client = client(way);
        if (client == null) {
            return new Answer.Refused<>(ApiError.unknownEndpoint());
        }
        String nonce = SecretText.next(randomness);
        OpenIdProvider.Secrets secrets =
                new OpenIdProvider.Secrets(SecretText.next(randomness), nonce, SecretText.next(randomness));
        try {
            URI entrance = provider(client).entrance(secrets);
            String payload = secrets.nonce() + " " + secrets.verifier();
            attempts.begin(
                    secrets.state(), new SignInAttempts.Beginning(way, browser, null, payload, next, LIFETIME), actor);
            return new Answer.Done<>(entrance);
        } catch (IOException | GeneralException away) {
            return failed(way, away);
        }
    }

    /** Finishes one: 403 in another browser, 410 for one that was finished or is too old. */
    public Answer<Entered> finish(SignInMethod way, Return back, @Nullable String browser, Actor actor) {
        OpenIdClient client = client(way);
        String state = back.state();
        if (client == null || state == null) {
            return gone();
        }
        return switch (attempts.finish(way, state, browser, actor)) {
            case Finish.Now(Begun begun) -> redeem(client, back, begun, actor);
            case Finish.ElsewhereBegun() ->
                new Answer.Refused<>(ApiError.forbidden(
                        "sign_in_of_another_browser", "Another browser began this sign-in. Begin again."));
            case Finish.Gone() -> gone();
        };
    }

    private Answer<Entered> redeem(OpenIdClient client, Return back, Begun begun, Actor actor) {
        String code = back.code();
        if (code == null) {
            return new Answer.Refused<>(
                    ApiError.invalid("sign_in_refused", "The provider did not let you in, or you went back.", null));
        }
        String[] kept = begun.payload().split(" ", 2);
        OpenIdProvider.Secrets secrets =
                new OpenIdProvider.Secrets(Objects.requireNonNull(back.state()), kept[0], kept[1]);
        try {
            IDTokenClaimsSet said = provider(client).redeem(code, secrets, store.now());
            Object verified = said.getClaim("email_verified");
            Identities.Claim claim = new Identities.Claim(
                    client.method(),
                    said.getSubject().getValue(),
                    said.getStringClaim("email"),
                    // Apple writes it as a text
                    Boolean.TRUE.equals(verified) || "true".equals(verified));
            return identities
                    .accountOf(claim, actor)
                    .map(account -> new Entered(account.id(), client.method(), begun.next()));
        } catch (IOException | GeneralException | GeneralSecurityException | BadJOSEException | JOSEException untrue) {
            return failed(client.method(), untrue);
        }
    }

    private OpenIdProvider provider(OpenIdClient client) throws IOException, GeneralException {
        OpenIdProvider known = described.getIfPresent(client);
        if (known == null) {
            URI callback = URI.create(publicUrl + "/signin/" + client.method().wireName() + "/callback");
            known = OpenIdProvider.discover(client, callback);
            described.put(client, known);
        }
        return known;
    }

    private @Nullable OpenIdClient client(SignInMethod way) {
        return clients.stream()
                .filter(client -> client.method() == way)
                .findFirst()
                .orElse(null);
    }

    private static Answer<Entered> gone() {
        return new Answer.Refused<>(ApiError.invalid(
                410, "sign_in_gone", "This sign-in was finished already, or took too long. Begin again.", null));
    }

    private static <T> Answer<T> failed(SignInMethod way, Exception failure) {
        LOG.log(System.Logger.Level.WARNING, "signing in by " + way.wireName() + " failed: " + failure.getMessage());
        return new Answer.Refused<>(ApiError.unavailable(
                "sign_in_failed",
                "The provider's answer could not be had, or not be trusted. Try again.",
                Duration.ofSeconds(5)));
    }
}
