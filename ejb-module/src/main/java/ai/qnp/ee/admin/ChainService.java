package ai.qnp.ee.admin;

import ai.qnp.core.access.Grant;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ChatRequestReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.relay.Rehearsal;
import ai.qnp.core.routing.ChainLint;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.ChainWarning;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.persistence.JpaGrants;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Tries chains out before anybody relies on them. Changes nothing and asks no upstream. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class ChainService {
    private static final System.Logger LOG = System.getLogger(ChainService.class.getName());
    private static final int MAX_PLACES = 100;

    private AuditedStore store;
    private JpaGrants grants;
    private Supplier<Platform> platform;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public ChainService() {}

    /** The service itself. */
    @Inject
    public ChainService(AuditedStore store, JpaGrants grants, Supplier<Platform> platform) {
        this.store = store;
        this.grants = grants;
        this.platform = platform;
    }

    /** What would become of a request. */
    public Answer<Rehearsed> rehearse(String accountId, RehearsalWish wish) {
        return judged(accountId, wish.chain())
                .then(grant -> failures(wish)
                        .then(failures -> request(wish).map(request -> {
                            Platform now = platform.get();
                            return new Rehearsed(Rehearsal.of(grant, now, request, failures), warnings(grant, now));
                        })));
    }

    /** What is odd about a chain. */
    public Answer<List<ChainWarning>> lint(String accountId, List<ChainStep> chain) {
        return judged(accountId, chain).map(grant -> warnings(grant, platform.get()));
    }

    /** What is odd about a chain that a key has, though it might be refused by now. */
    public List<ChainWarning> warnings(String accountId, List<ChainStep> chain) {
        try {
            return warnings(grants.rehearsed(accountId, chain), platform.get());
        } catch (RuntimeException unavailable) {
            // the key is made by now, and its text is shown this once: no warning is worth losing it
            LOG.log(System.Logger.Level.WARNING, "a chain can't be looked at", unavailable);
            return List.of();
        }
    }

    private List<ChainWarning> warnings(Grant grant, Platform now) {
        return ChainLint.of(grant, now, LocalDate.ofInstant(store.now(), ZoneOffset.UTC));
    }

    /** What a key with that chain would be allowed, unless no key may have it. */
    private Answer<Grant> judged(String accountId, List<ChainStep> chain) {
        ApiError refusal = store.read(entities ->
                new KeyRules(platform.get(), CredentialService.providersById(entities, accountId)).chainRefusal(chain));
        return refusal == null ? new Answer.Done<>(grants.rehearsed(accountId, chain)) : new Answer.Refused<>(refusal);
    }

    private static Answer<Map<Integer, Failure>> failures(RehearsalWish wish) {
        int last = wish.chain().isEmpty() ? MAX_PLACES : wish.chain().size();
        Map<Integer, Failure> failures = new HashMap<>();
        for (int i = 0; i < wish.failures().size(); i++) {
            RehearsalWish.SetFailure set = wish.failures().get(i);
            String place = "fail[" + i + "]";
            if (set.step() < 1 || set.step() > last) {
                return refused("Steps are counted from 1 to " + last + ".", place + ".step");
            }
            Failure failure = FailureWords.failure(set.with());
            if (failure == null) {
                return refused("'with' must be " + FailureWords.all() + ".", place + ".with");
            }
            failures.put((int) set.step(), failure);
        }
        return new Answer.Done<>(failures);
    }

    private static Answer<ChatRequest> request(RehearsalWish wish) {
        @Nullable ObjectNode brought = wish.request();
        ObjectNode body = brought == null ? Json.MAPPER.createObjectNode() : brought.deepCopy();
        if (!body.has("messages")) {
            body.putArray("messages").addObject().put("role", "user").put("content", "Hi");
        }
        body.put("model", wish.model());
        return switch (ChatRequestReader.read(JsonText.of(Json.MAPPER.writeValueAsBytes(body)))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> new Answer.Done<>(request);
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> new Answer.Refused<>(error);
        };
    }

    private static <T> Answer<T> refused(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }
}
