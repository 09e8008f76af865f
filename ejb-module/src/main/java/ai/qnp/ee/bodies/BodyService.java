package ai.qnp.ee.bodies;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.LoggedBody;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;

/** The bodies that are kept of an account's requests. Whoever reads one is on the audit trail. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class BodyService {
    /** How long a reader waits for bodies that are just being written: whoever sent one finds it, unless the database is slow. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private AuditedStore store;
    private BodyStore bodies;
    private BackgroundRequestBodies latest;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public BodyService() {}

    /** The service itself. */
    @Inject
    public BodyService(AuditedStore store, BodyStore bodies, BackgroundRequestBodies latest) {
        this.store = store;
        this.bodies = bodies;
        this.latest = latest;
    }

    /** Whether there is one to read. */
    public boolean isKept(String accountId, String requestId) {
        latest.catchUp(LONGEST_WAIT);
        return bodies.isKept(accountId, requestId);
    }

    /** Reads one; 404 when none is kept of that account's request, or its time has come. */
    public Answer<LoggedBody> read(String accountId, String requestId, Actor actor) {
        latest.catchUp(LONGEST_WAIT);
        return store.change(change -> {
            LoggedBody body = bodies.find(change.entities(), accountId, requestId);
            if (body == null) {
                return new Answer.Refused<>(
                        ApiError.notFound("body_not_kept", "No body of a request '" + requestId + "' is kept.", null));
            }
            change.audit(actor, "body.read", accountId, requestId, "sent with " + body.keyId());
            return new Answer.Done<>(body);
        });
    }
}
