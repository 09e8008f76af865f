package ai.qnp.core.relay;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.metering.Cost;
import ai.qnp.core.metering.CostBounds;
import ai.qnp.core.metering.ImagesMade;
import ai.qnp.core.metering.TokenEstimate;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.routing.Target;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a request uses, attempt after attempt, and what that costs by the prices of its time. */
final class Consumption {
    private final Instant at;
    private @Nullable Catalogue catalogue;
    private @Nullable TokenUsage reported;
    private @Nullable ImagesMade images;
    private long characters;
    private BigDecimal spentOnFailures = BigDecimal.ZERO;

    /** Of a request that arrived then. */
    Consumption(Instant at) {
        this.at = at;
    }

    void pricedBy(Catalogue prices) {
        this.catalogue = prices;
    }

    /** Another attempt begins; what the one before is known to have cost stays. */
    void nextAttempt(@Nullable Target before, @Nullable ModelRequest request) {
        BigDecimal cost = reported == null ? null : cost(before, request);
        if (cost != null) {
            // a failed attempt costs what its vendor reported
            spentOnFailures = cost;
        }
        this.reported = null;
        this.images = null;
        this.characters = 0;
    }

    /** The vendor's own word; null where it said nothing. */
    void reported(@Nullable TokenUsage usage) {
        if (usage != null) {
            this.reported = usage;
        }
    }

    void made(ImagesMade some) {
        this.images = some;
    }

    /** So many characters of an answer came. */
    void produced(long more) {
        characters += more;
    }

    /** Whether anything of an answer is known. */
    boolean isAnything() {
        return reported != null || images != null || characters > 0;
    }

    /** What the attempt under way used: the vendor's word, else an estimate. */
    TokenUsage usage(@Nullable Target target, @Nullable ModelRequest request) {
        TokenUsage told = reported == null ? estimate(request) : reported;
        TokenUsage made = images == null ? told : told.on(told.terms().making(images));
        return target == null || request == null
                ? made
                : target.provider()
                        .billed(
                                made,
                                request,
                                target.model(),
                                target.credential().baseUrl());
    }

    /** What was used as far as it can be told without the vendor's word. */
    TokenUsage estimate(@Nullable ModelRequest request) {
        long prompt = request == null ? 0 : TokenEstimate.tokens(request.promptCharacters());
        return TokenUsage.estimate(prompt, TokenEstimate.tokens(characters));
    }

    /** The cost of what was used so far, failed attempts included; null when it has no price. */
    @Nullable BigDecimal cost(@Nullable Target target, @Nullable ModelRequest request) {
        BigDecimal last = Cost.of(usage(target, request), target == null ? null : prices(target), at);
        return last == null ? null : last.add(spentOnFailures);
    }

    /** What failed attempts cost. */
    BigDecimal spentOnFailures() {
        return spentOnFailures.setScale(Cost.SCALE);
    }

    /** The price book's version that gave a cost; null where there is none. */
    @Nullable String versionOf(@Nullable BigDecimal cost) {
        return cost == null || catalogue == null ? null : catalogue.version();
    }

    /** The most tokens that a request can use, as far as it can be told before: its prompt and the longest answer. */
    long mostTokens(Target first, ModelRequest request) {
        return TokenEstimate.tokens(request.promptCharacters())
                + CostBounds.outputTokens(request, facts(first))
                        * (request instanceof ChatRequest chat ? chat.choices() : 1);
    }

    /** What a target's model costs; null when it has no known price. */
    @Nullable Prices prices(Target of) {
        return catalogue == null
                ? null
                : catalogue.prices(of.provider().profile().id(), of.model());
    }

    /** What the catalogue knows of a target's model. */
    @Nullable Model facts(Target of) {
        return catalogue == null ? null : catalogue.find(of.provider().profile().id(), of.model());
    }
}
