package ai.qnp.web.manage;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Plan;
import ai.qnp.ee.accounting.LedgerAudit;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.BudgetUse;
import ai.qnp.ee.admin.Credit;
import ai.qnp.ee.admin.IssuedKey;
import ai.qnp.ee.admin.KeySettings;
import ai.qnp.ee.admin.LedgerTransaction;
import ai.qnp.ee.admin.StoredCredential;
import ai.qnp.ee.admin.UsageField;
import ai.qnp.ee.admin.UsageSummary;
import ai.qnp.ee.admin.UsageTotals;
import ai.qnp.ee.payments.Billing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract's JSON of what the services answer. */
final class ManageJson {
    private static final int OK = 200;

    private ManageJson() {}

    static ObjectNode account(Account account) {
        return object().put("id", account.id())
                .put("email", account.email())
                .put("tier", account.tier().wireName())
                .put("balance_usd", MoneyText.of(account.balance()))
                .put("operator", account.operator())
                .put("created_at", time(account.createdAt()));
    }

    static ObjectNode billing(Billing billing) {
        return object().put("tier", billing.account().tier().wireName())
                .put("balance_usd", MoneyText.of(billing.account().balance()))
                .put("payments", billing.payments())
                .put("pro_on_sale", billing.proOnSale())
                .put("subscription", billing.subscription())
                .put("portal", billing.payments() && billing.customer() != null);
    }

    static ObjectNode credit(Credit credit) {
        return object().put("id", credit.id())
                .put("account_id", credit.accountId())
                .put("amount_usd", MoneyText.of(credit.amount()))
                .put("reference", credit.reference())
                .put("at", time(credit.at()))
                .put("balance_usd", MoneyText.of(credit.balance()));
    }

    static ObjectNode ledgerTransaction(LedgerTransaction transaction) {
        ObjectNode node = object().put("id", transaction.id())
                .put("at", time(transaction.at()))
                .put("kind", transaction.kind())
                .put("request_id", transaction.requestId())
                .put("reference", transaction.reference());
        ArrayNode entries = node.putArray("entries");
        transaction
                .entries()
                .forEach(entry -> entries.addObject()
                        .put("account", entry.account())
                        .put("amount_usd", MoneyText.of(entry.amount())));
        return node;
    }

    static ObjectNode proof(LedgerAudit.Proof proof) {
        ObjectNode node = object().put("claim", proof.claim()).put("holds", proof.holds());
        putAll(node.putArray("wrong"), proof.wrong());
        return node;
    }

    static ObjectNode credential(StoredCredential credential) {
        return object().put("id", credential.id())
                .put("provider", credential.provider())
                .put("label", credential.label())
                .put("hint", credential.hint())
                .put("base_url", credential.baseUrl())
                .put("created_at", time(credential.createdAt()));
    }

    static ObjectNode key(ApiKey key) {
        KeySettings settings = key.settings();
        ObjectNode node =
                object().put("id", key.id()).put("name", settings.name()).put("prefix", key.prefix());
        ArrayNode chain = node.putArray("chain");
        settings.chain().forEach(step -> chain.add(step(step)));
        putAll(
                node.putArray("permissions"),
                settings.permissions().stream()
                        .sorted()
                        .map(Permission::wireName)
                        .toList());
        putAll(node.putArray("allowed_ips"), settings.allowedIps());
        putAll(node.putArray("allowed_referrers"), settings.allowedReferrers());
        node.set("budget", budget(key));
        node.set("limits", limits(settings.limits()));
        node.set("log_bodies", logBodies(settings.logBodies()));
        return node.put("expires_at", time(settings.expiresAt()))
                .put("created_at", time(key.createdAt()))
                .put("revoked_at", time(key.revokedAt()))
                .put("rotated_from", key.rotatedFrom())
                .put("last_used_at", time(key.lastUsedAt()));
    }

    private static JsonNode budget(ApiKey key) {
        Budget budget = key.settings().budget();
        BudgetUse use = key.budgetUse();
        if (budget == null || use == null) {
            return value(null);
        }
        return object().put("amount_usd", MoneyText.of(budget.amount()))
                .put("period", budget.period().wireName())
                .put("spent_usd", MoneyText.of(use.spent()))
                .put("resets_at", time(use.resetsAt()));
    }

    private static JsonNode limits(KeyLimits limits) {
        return limits.equals(KeyLimits.NONE)
                ? value(null)
                : object().put("rpm", limits.rpm()).put("tpm", limits.tpm()).put("rpd", limits.rpd());
    }

    private static JsonNode logBodies(@Nullable BodyLogging logBodies) {
        return logBodies == null
                ? value(null)
                : object().put("retention_days", logBodies.retentionDays()).put("max_bytes", logBodies.maxBytes());
    }

    /** The only time that a key's text is shown. */
    static ObjectNode issuedKey(IssuedKey issued) {
        return key(issued.key()).put("key", issued.text().reveal());
    }

    static ObjectNode usage(UsageRecord made) {
        ObjectNode node = object();
        for (UsageField field : UsageField.values()) {
            node.set(field.wireName(), value(field.of(made)));
        }
        return node;
    }

    /** The usage record, its count of attempts replaced by the attempts themselves, with the plan. */
    static ObjectNode receipt(Outcome outcome) {
        ObjectNode node = usage(outcome.record());
        node.set("plan", plan(outcome.plan()));
        ArrayNode attempts = node.putArray("attempts");
        outcome.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
        return node;
    }

    static ArrayNode plan(List<Plan.Considered> lines) {
        ArrayNode plan = Json.MAPPER.createArrayNode();
        for (Plan.Considered considered : lines) {
            ObjectNode line = plan.addObject()
                    .put("provider", considered.provider())
                    .put("model", considered.model())
                    .put("chosen", considered.chosen())
                    .put("reason", considered.reason());
            if (considered.step() > 0) {
                line.put("step", considered.step());
            }
        }
        return plan;
    }

    static ObjectNode summary(UsageSummary summary) {
        return Replies.list(summary.lines(), null, line -> {
            UsageTotals totals = line.totals();
            return object().put(summary.groupBy().wireName(), line.group())
                    .put("requests", totals.requests())
                    .put("errors", totals.errors())
                    .put("prompt_tokens", totals.promptTokens())
                    .put("completion_tokens", totals.completionTokens())
                    .put("cached_tokens", totals.cachedTokens())
                    .put("cache_write_tokens", totals.cacheWriteTokens())
                    .put("reasoning_tokens", totals.reasoningTokens())
                    .put("unpriced_requests", totals.unpriced())
                    .put("cost_usd", MoneyText.of(totals.cost()));
        });
    }

    private static ObjectNode step(ChainStep step) {
        ObjectNode node = object().put("provider", step.provider());
        putAll(node.putArray("models"), step.models());
        return node.put("credential", step.credential());
    }

    static ObjectNode attempt(Attempted attempt) {
        Failure failure = attempt.failure();
        ObjectNode node = object().put("provider", attempt.provider())
                .put("model", attempt.model())
                .put("credential", attempt.credential());
        if (failure == null) {
            node.put("status", OK).putNull("error_class").putNull("message");
        } else {
            node.put("status", failure.status())
                    .put("error_class", failure.failureClass().name().toLowerCase(Locale.ROOT))
                    .put("message", failure.message());
        }
        node.put("ms", attempt.took().toMillis());
        putMillis(node, "began_ms", attempt.began());
        putMillis(node, "first_byte_ms", attempt.firstByte());
        return node;
    }

    /** A span that is not known, as a rehearsal's, is left out. */
    private static void putMillis(ObjectNode node, String field, @Nullable Duration span) {
        if (span != null) {
            node.put(field, span.toMillis());
        }
    }

    private static JsonNode value(@Nullable Object value) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (value) {
            case null -> nodes.nullNode();
            case String text -> nodes.stringNode(text);
            case Boolean flag -> nodes.booleanNode(flag);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case Instant time -> nodes.stringNode(time(time));
            case BigDecimal money -> nodes.stringNode(MoneyText.of(money));
            case Object other -> throw new IllegalStateException("no JSON for a " + other.getClass());
        };
    }

    private static void putAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
