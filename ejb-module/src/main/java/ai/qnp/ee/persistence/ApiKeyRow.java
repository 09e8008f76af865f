package ai.qnp.ee.persistence;

import static java.util.stream.Collectors.joining;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.routing.ChainStep;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An API key: its hash, never its text, and what it allows. */
@Entity
@Table(name = "api_keys")
public class ApiKeyRow {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    private String hash;

    private String prefix;

    private String name = "";

    private String chain = "[]";

    private String permissions = "";

    @Column(name = "allowed_ips")
    private String allowedIps = "[]";

    @Column(name = "allowed_referrers")
    private String allowedReferrers = "[]";

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "first_key_id")
    private String firstKeyId;

    @Column(name = "budget_usd")
    private @Nullable BigDecimal budgetAmount;

    @Column(name = "budget_period")
    private @Nullable String budgetPeriod;

    private @Nullable Long rpm;

    private @Nullable Long tpm;

    private @Nullable Long rpd;

    @Column(name = "log_bodies_days")
    private @Nullable Long logBodiesDays;

    @Column(name = "log_bodies_bytes")
    private @Nullable Long logBodiesBytes;

    @Column(name = "rotated_from")
    private @Nullable String rotatedFrom;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider, which sets the fields itself. */
    protected ApiKeyRow() {}

    /**
     * Makes a row that is not stored yet and allows nothing before {@link #allow}.
     *
     * @param replaced the key that it is rotated from, if any
     */
    public ApiKeyRow(String id, String accountId, KeyText text, @Nullable ApiKeyRow replaced, Instant createdAt) {
        this.id = id;
        this.firstKeyId = replaced == null ? id : replaced.firstKeyId;
        this.accountId = accountId;
        this.hash = text.hash();
        this.prefix = text.displayPrefix();
        this.rotatedFrom = replaced == null ? null : replaced.id;
        this.createdAt = createdAt;
    }

    /** Replaces what the key allows. */
    public void allow(
            String newName,
            List<ChainStep> newChain,
            Set<Permission> newPermissions,
            List<String> newAllowedIps,
            List<String> newAllowedReferrers,
            @Nullable Instant newExpiresAt) {
        this.name = newName;
        this.chain = ChainText.write(newChain);
        this.permissions =
                newPermissions.stream().sorted().map(Permission::wireName).collect(joining(","));
        this.allowedIps = ChainText.writeTexts(newAllowedIps);
        this.allowedReferrers = ChainText.writeTexts(newAllowedReferrers);
        this.expiresAt = newExpiresAt;
    }

    /** Replaces what the key may spend and use; null for any amount. */
    public void limit(@Nullable Budget newBudget, KeyLimits newLimits) {
        this.budgetAmount = newBudget == null ? null : newBudget.amount();
        this.budgetPeriod = newBudget == null ? null : newBudget.period().wireName();
        this.rpm = newLimits.rpm();
        this.tpm = newLimits.tpm();
        this.rpd = newLimits.rpd();
    }

    /** Replaces what is kept of its requests' bodies; null for nothing. */
    public void logBodies(@Nullable BodyLogging newLogBodies) {
        this.logBodiesDays = newLogBodies == null ? null : newLogBodies.retentionDays();
        this.logBodiesBytes = newLogBodies == null ? null : newLogBodies.maxBytes();
    }

    /** Ends the key's use at a time, which may be ahead. */
    public void revokeAt(Instant time) {
        this.revokedAt = time;
    }

    /** The key's id. */
    public String id() {
        return id;
    }

    /** Whose it is. */
    public String accountId() {
        return accountId;
    }

    /** SHA-256 of its text. */
    public String hash() {
        return hash;
    }

    /** The first characters of its text. */
    public String prefix() {
        return prefix;
    }

    /** What people call it. */
    public String name() {
        return name;
    }

    /** Its chain; empty for platform mode. */
    public List<ChainStep> chain() {
        return ChainText.read(chain);
    }

    /** The endpoints it may call. */
    public Set<Permission> permissions() {
        Set<Permission> set = EnumSet.noneOf(Permission.class);
        Arrays.stream(permissions.split(","))
                .map(word -> Permission.valueOf(word.toUpperCase(Locale.ROOT)))
                .forEach(set::add);
        return set;
    }

    /** Addresses and ranges it may be used from, as they were written; empty for all. */
    public List<String> allowedIps() {
        return ChainText.readTexts(allowedIps);
    }

    /** Hosts it may be used from, as they were written; empty for all. */
    public List<String> allowedReferrers() {
        return ChainText.readTexts(allowedReferrers);
    }

    /** When it ends by itself. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    /** When it was, or will be, revoked. */
    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    /** The first of the keys that were rotated into each other up to this one. */
    public String firstKeyId() {
        return firstKeyId;
    }

    /** What it may spend; null for any amount. */
    public @Nullable Budget budget() {
        Budget.Period period = budgetPeriod == null ? null : Budget.Period.named(budgetPeriod);
        return budgetAmount == null || period == null ? null : new Budget(budgetAmount, period);
    }

    /** What it may use in a span of time. */
    public KeyLimits limits() {
        return new KeyLimits(rpm, tpm, rpd);
    }

    /** What is kept of its requests' bodies; null for nothing. */
    public @Nullable BodyLogging logBodies() {
        return logBodiesDays == null || logBodiesBytes == null ? null : new BodyLogging(logBodiesDays, logBodiesBytes);
    }

    /** The key it replaced. */
    public @Nullable String rotatedFrom() {
        return rotatedFrom;
    }

    /** When it was created. */
    public Instant createdAt() {
        return createdAt;
    }
}
