package ai.qnp.web.dashboard;

import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.KeySettings;
import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A key's settings while somebody edits them, as a form has them. */
public final class KeyDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private final @Nullable String keyId;
    private final List<StepDraft> steps = new ArrayList<>();
    private final List<PermissionDraft> permissions = new ArrayList<>();
    private final RehearsalDraft rehearsal = new RehearsalDraft();
    private SpendingDraft spending = new SpendingDraft();
    private BodiesDraft bodies = new BodiesDraft();
    private String name = "";
    private String allowedIps = "";
    private String allowedReferrers = "";
    private String expiresAt = "";

    private KeyDraft(@Nullable String keyId, Set<Permission> allowed) {
        this.keyId = keyId;
        Arrays.stream(Permission.values())
                .map(permission -> new PermissionDraft(permission, allowed.contains(permission)))
                .forEach(permissions::add);
    }

    /** A key that is not there yet: no chain, everything allowed. */
    static KeyDraft fresh() {
        return new KeyDraft(null, EnumSet.allOf(Permission.class));
    }

    /** A key as it is. */
    static KeyDraft of(ApiKey key) {
        KeySettings settings = key.settings();
        KeyDraft draft = new KeyDraft(key.id(), settings.permissions());
        draft.name = settings.name();
        settings.chain().stream().map(StepDraft::of).forEach(draft.steps::add);
        draft.allowedIps = String.join("\n", settings.allowedIps());
        draft.allowedReferrers = String.join("\n", settings.allowedReferrers());
        Instant expiry = settings.expiresAt();
        draft.expiresAt = expiry == null ? "" : expiry.toString();
        draft.spending = SpendingDraft.of(settings);
        draft.bodies = BodiesDraft.of(settings);
        return draft;
    }

    /** What the form says; refused only where it can't be read at all. */
    Answer<KeySettings> settings() {
        Instant expiry = null;
        try {
            expiry = expiresAt.isBlank() ? null : Instant.parse(expiresAt.strip());
        } catch (DateTimeParseException malformed) {
            return new Answer.Refused<>(
                    ApiError.invalid("invalid_value", Notices.text("keys.expiry.malformed"), "expires_at"));
        }
        List<ChainStep> chain = steps.stream().map(StepDraft::step).toList();
        KeySettings plain = new KeySettings(
                name.strip(),
                chain,
                allowed(),
                entries(allowedIps),
                entries(allowedReferrers),
                expiry,
                null,
                KeyLimits.NONE,
                null);
        return spending.applied(plain).then(bodies::applied);
    }

    private Set<Permission> allowed() {
        return permissions.stream()
                .filter(PermissionDraft::isAllowed)
                .map(PermissionDraft::permission)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }

    /** People part entries by lines, commas or blanks. */
    private static List<String> entries(String text) {
        return Arrays.stream(text.split("[\\s,;]+", -1))
                .filter(Predicate.not(String::isEmpty))
                .toList();
    }

    /** The id of the key that is edited; null for one that is not there yet. */
    public @Nullable String getKeyId() {
        return keyId;
    }

    StepDraft addStep(String provider) {
        StepDraft step = new StepDraft(provider);
        steps.add(step);
        return step;
    }

    void removeStep(int index) {
        steps.remove(index);
    }

    /** Moves a step so many places down, or up; where there is none, it stays. Says where it is then. */
    int moveStep(int index, int by) {
        int target = index + by;
        if (target < 0 || target >= steps.size()) {
            return index;
        }
        steps.add(target, steps.remove(index));
        return target;
    }

    /** The chain, in priority order. */
    public List<StepDraft> getSteps() {
        return steps;
    }

    /** What shall be rehearsed. */
    public RehearsalDraft getRehearsal() {
        return rehearsal;
    }

    /** All permissions there are. */
    public List<PermissionDraft> getPermissions() {
        return permissions;
    }

    /** Its budget and limits. */
    public SpendingDraft getSpending() {
        return spending;
    }

    /** What is kept of its requests' bodies. */
    public BodiesDraft getBodies() {
        return bodies;
    }

    /** What people call the key. */
    public String getName() {
        return name;
    }

    /** Takes the name. */
    public void setName(@Nullable String name) {
        this.name = textOf(name);
    }

    /** Addresses and ranges, one a line. */
    public String getAllowedIps() {
        return allowedIps;
    }

    /** Takes the addresses. */
    public void setAllowedIps(@Nullable String allowedIps) {
        this.allowedIps = textOf(allowedIps);
    }

    /** Host names, one a line. */
    public String getAllowedReferrers() {
        return allowedReferrers;
    }

    /** Takes the host names. */
    public void setAllowedReferrers(@Nullable String allowedReferrers) {
        this.allowedReferrers = textOf(allowedReferrers);
    }

    /** An ISO instant; empty for never. */
    public String getExpiresAt() {
        return expiresAt;
    }

    /** Takes the expiry. */
    public void setExpiresAt(@Nullable String expiresAt) {
        this.expiresAt = textOf(expiresAt);
    }

    private static String textOf(@Nullable String submitted) {
        return submitted == null ? "" : submitted;
    }
}
