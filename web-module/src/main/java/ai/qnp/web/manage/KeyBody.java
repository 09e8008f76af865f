package ai.qnp.web.manage;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.KeySettings;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The body of a call that makes or changes a key. */
final class KeyBody {
    private KeyBody() {}

    /** A new key's settings; what is left out is as open as possible. */
    static Answer<KeySettings> create(Fields fields) {
        String name = fields.requiredText("name");
        UnaryOperator<KeySettings> rest = rest(fields);
        return fields.answer(() -> rest.apply(KeySettings.named(name)));
    }

    /** A change of what is there; what is left out stays. */
    static Answer<UnaryOperator<KeySettings>> change(Fields fields) {
        UnaryOperator<KeySettings> name = UnaryOperator.identity();
        if (fields.has("name")) {
            String newName = fields.requiredText("name");
            name = settings -> settings.withName(newName);
        }
        UnaryOperator<KeySettings> first = name;
        UnaryOperator<KeySettings> rest = rest(fields);
        return fields.answer(() -> settings -> rest.apply(first.apply(settings)));
    }

    private static UnaryOperator<KeySettings> rest(Fields fields) {
        UnaryOperator<KeySettings> edit = UnaryOperator.identity();
        if (fields.has("chain")) {
            List<ChainStep> chain = chain(fields);
            edit = then(edit, settings -> settings.withChain(chain));
        }
        if (fields.has("permissions")) {
            Set<Permission> permissions = permissions(fields);
            edit = then(edit, settings -> settings.withPermissions(permissions));
        }
        if (fields.has("allowed_ips")) {
            List<String> ips = fields.texts("allowed_ips");
            edit = then(edit, settings -> settings.withAllowedIps(ips));
        }
        if (fields.has("allowed_referrers")) {
            List<String> referrers = fields.texts("allowed_referrers");
            edit = then(edit, settings -> settings.withAllowedReferrers(referrers));
        }
        if (fields.has("budget")) {
            Budget budget = SpendingBody.budget(fields);
            edit = then(edit, settings -> settings.withBudget(budget));
        }
        if (fields.has("limits")) {
            KeyLimits limits = SpendingBody.limits(fields);
            edit = then(edit, settings -> settings.withLimits(limits));
        }
        if (fields.has("expires_at")) {
            Instant expiresAt = fields.time("expires_at");
            edit = then(edit, settings -> settings.withExpiresAt(expiresAt));
        }
        if (fields.has("log_bodies")) {
            BodyLogging logBodies = logBodies(fields);
            edit = then(edit, settings -> settings.withLogBodies(logBodies));
        }
        return edit;
    }

    private static UnaryOperator<KeySettings> then(
            UnaryOperator<KeySettings> first, UnaryOperator<KeySettings> second) {
        return settings -> second.apply(first.apply(settings));
    }

    /** The steps of {@code chain}; none when it is left out. */
    static List<ChainStep> chain(Fields fields) {
        return fields.objects("chain").stream().map(KeyBody::step).toList();
    }

    private static ChainStep step(Fields fields) {
        String credential = fields.text("credential");
        return new ChainStep(
                fields.requiredText("provider"),
                fields.texts("models"),
                credential == null ? Credential.PLATFORM : credential);
    }

    /** Null for nothing; how much it may be is judged where it is stored. */
    private static @Nullable BodyLogging logBodies(Fields key) {
        Fields fields = key.fields("log_bodies");
        return fields == null
                ? null
                : new BodyLogging(
                        fields.requiredWholeNumber("retention_days"), fields.requiredWholeNumber("max_bytes"));
    }

    /** Left null, all of them, as if left out. */
    private static Set<Permission> permissions(Fields fields) {
        if (fields.isNull("permissions")) {
            return EnumSet.allOf(Permission.class);
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        for (String word : fields.texts("permissions")) {
            Arrays.stream(Permission.values())
                    .filter(permission -> permission.wireName().equals(word))
                    .findFirst()
                    .ifPresentOrElse(permissions::add, () -> fields.refuse(unknownPermission(word)));
        }
        return permissions;
    }

    private static ApiError unknownPermission(String word) {
        return ApiError.invalid(
                "invalid_value", "There is no permission '" + word + "': use chat, embeddings, images.", "permissions");
    }
}
