package ai.qnp.core.relay;

import ai.qnp.core.access.Admission;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Permission;
import ai.qnp.core.access.Scope;
import ai.qnp.core.openai.ApiError;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds out who is asking and whether they may. */
public final class Gate {
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    private final Grants grants;
    private final Time time;

    /** Stands on the store's look-up. */
    public Gate(Grants grants, Time time) {
        this.grants = grants;
        this.time = time;
    }

    /** The verdict. */
    public sealed interface Verdict {
        /** The request may go on. */
        record Admitted(Grant grant) implements Verdict {}

        /**
         * It may not.
         *
         * @param grant the key's, when the key is a known one
         */
        record Refused(ApiError error, @Nullable Grant grant) implements Verdict {}
    }

    /**
     * Judges a caller by key, permission, address and referrer.
     *
     * @param wanted what the endpoint needs; null for one that any key may call
     */
    public Verdict judge(Caller caller, @Nullable Permission wanted) {
        return switch (caller) {
            case Caller.Bearer bearer -> judge(bearer, wanted);
            case Caller.Owner(String keyHash) -> judge(keyHash, scope -> Admission.refusal(scope, wanted, time.now()));
        };
    }

    private Verdict judge(Caller.Bearer bearer, @Nullable Permission wanted) {
        String key = bearer.presentedKey();
        if (key == null || key.isBlank()) {
            return new Verdict.Refused(
                    ApiError.unauthenticated(
                            "missing_api_key",
                            "No API key. Send it as 'Authorization: Bearer qnp-…' or 'X-API-Key: qnp-…'."),
                    null);
        }
        if (!KeyText.isWellFormed(key)) {
            return new Verdict.Refused(
                    ApiError.unauthenticated(
                            "invalid_api_key",
                            "This is not a QNP API key: it is incomplete or mistyped. Keys begin with 'qnp-' and have"
                                    + " 47 characters; copy it again."),
                    null);
        }
        return judge(
                KeyText.hashOf(key),
                scope -> Admission.refusal(
                        scope, wanted, bearer.peerAddress(), bearer.origin(), bearer.referer(), time.now()));
    }

    private Verdict judge(String keyHash, Function<Scope, @Nullable ApiError> refusal) {
        return switch (grants.find(keyHash)) {
            case Grants.Lookup.Found(Grant grant) -> {
                ApiError error = refusal.apply(grant.scope());
                yield error == null ? new Verdict.Admitted(grant) : new Verdict.Refused(error, grant);
            }
            case Grants.Lookup.Unknown() ->
                new Verdict.Refused(
                        ApiError.unauthenticated(
                                "invalid_api_key",
                                "This API key is not known here. Create one in the dashboard under Keys."),
                        null);
            case Grants.Lookup.Unavailable() ->
                new Verdict.Refused(
                        ApiError.unavailable(
                                "storage_unavailable",
                                "The API key can't be checked because the database is away. Try again shortly.",
                                STORE_RETRY),
                        null);
        };
    }
}
