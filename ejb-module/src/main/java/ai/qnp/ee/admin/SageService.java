package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.SageTable;
import ai.qnp.ee.persistence.SageRow;
import ai.qnp.ee.persistence.StoredSage;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sage's table of preferred models, which is the whole installation's and the operator's alone to see and change. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class SageService {
    private AuditedStore store;
    private StoredSage sage;
    private Supplier<Platform> platform;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public SageService() {}

    /** The service itself. */
    @Inject
    public SageService(AuditedStore store, StoredSage sage, Supplier<Platform> platform) {
        this.store = store;
        this.sage = sage;
        this.platform = platform;
    }

    /** The table as it is. */
    public Answer<SagePreferences> get(String accountId) {
        return store.read(entities ->
                isOperator(entities, accountId) ? shown(entities.find(SageRow.class, SageRow.ID)) : forbidden());
    }

    /**
     * Replaces the table.
     *
     * @param wanted models, as {@code provider/slug}, by the intent's name; an intent that is left out has the models that
     *     QNP comes with
     */
    public Answer<SagePreferences> replace(String accountId, Map<String, List<String>> wanted, Actor actor) {
        Answer<SagePreferences> answer = SageRules.read(wanted, platform.get())
                .then(table -> store.change(change -> {
                    if (!isOperator(change.entities(), accountId)) {
                        return forbidden();
                    }
                    SageTable edits = table.without(sage.defaults());
                    SageRow stored = change.entities().find(SageRow.class, SageRow.ID);
                    SageTable before = stored == null ? SageTable.EMPTY : stored.edits();
                    SageRow row = stored(change.entities(), edits, store.now());
                    change.audit(
                            actor,
                            "sage.changed",
                            accountId,
                            "sage",
                            "other than as it came: " + names(edits),
                            AuditChanges.between(before, edits));
                    return shown(row);
                }));
        sage.forget();
        return answer;
    }

    private static SageRow stored(EntityManager entities, SageTable edits, Instant now) {
        SageRow row = entities.find(SageRow.class, SageRow.ID, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            row = new SageRow(edits, now);
            entities.persist(row);
        } else {
            row.change(edits, now);
        }
        return row;
    }

    private Answer<SagePreferences> shown(@Nullable SageRow row) {
        SageTable edits = row == null ? SageTable.EMPTY : row.edits().without(sage.defaults());
        return new Answer.Done<>(new SagePreferences(
                sage.defaults().with(edits), edits.preferred().keySet(), row == null ? null : row.changedAt()));
    }

    private static String names(SageTable edits) {
        Set<Intent> intents = edits.preferred().keySet();
        return intents.isEmpty()
                ? "nothing"
                : intents.stream().sorted().map(Intent::wireName).collect(Collectors.joining(", "));
    }

    private static boolean isOperator(EntityManager entities, String accountId) {
        Account operator = AccountService.findOperator(entities);
        return operator != null && operator.id().equals(accountId);
    }

    private static <T> Answer<T> forbidden() {
        return new Answer.Refused<>(
                ApiError.forbidden(
                        "permission_denied",
                        "Sage's table is the whole installation's: only the operator may see and change it, without ?account."));
    }
}
