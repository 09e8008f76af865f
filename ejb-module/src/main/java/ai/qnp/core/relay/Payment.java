package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.metering.CostBound;
import ai.qnp.core.metering.CostBounds;
import ai.qnp.core.metering.ExcessTokens;
import ai.qnp.core.metering.Fund;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.relay.Reservations.Reservation;
import ai.qnp.core.relay.Reservations.Reserved;
import ai.qnp.core.routing.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sets money aside for one request, target after target, and gives back what is not needed. One thread. */
final class Payment {
    /** An answer cut shorter than that is of no use to anybody, so it is refused instead. */
    private static final long SHORTEST_ANSWER_TOKENS = 16;

    private final Grant grant;
    private final Reservations reservations;
    private final ExcessTokens excess;
    private final Instant arrivedAt;
    private List<Fund> funds = List.of();
    private @Nullable Reservation held;
    private Consumer<TokenUsage> afterwards = usage -> {};

    Payment(Grant grant, Reservations reservations, ExcessTokens excess, Instant arrivedAt) {
        this.grant = grant;
        this.excess = excess;
        this.reservations = reservations;
        this.arrivedAt = arrivedAt;
    }

    /**
     * Reserves what a request can cost at a target, in place of what was reserved for the one before.
     *
     * @param model what the catalogue knows of the target's model
     * @param prices the model's; null when it has none
     */
    Cover cover(Target target, ModelRequest request, @Nullable Model model, @Nullable Prices prices) {
        release();
        funds = fundsFor(target);
        if (funds.isEmpty()) {
            return new Cover.Enough(request, null);
        }
        CostBound expected = CostBounds.of(request, model, prices);
        if (expected == null) {
            return Cover.unpriced(name(target));
        }
        CostBound bound = expected.with(excess.of(name(target)));
        long shortest = Math.min(SHORTEST_ANSWER_TOKENS, bound.outputTokens());
        return switch (reservations.reserve(funds, bound.total(), bound.withOutput(shortest))) {
            case Reserved.Held(Reservation reservation) -> {
                held = reservation;
                long affordable = bound.outputTokensFor(reservation.amount());
                long choices = request instanceof ChatRequest chat ? chat.choices() : 1;
                afterwards = usage -> excess.saw(name(target), expected, affordable * choices, usage);
                yield within(affordable, bound, request);
            }
            case Reserved.TooLittle(Fund fund, BigDecimal left, boolean heldByOthers) ->
                Cover.tooLittle(fund, heldByOthers);
            case Reserved.Unavailable() -> Cover.storageAway();
        };
    }

    private static Cover within(long affordable, CostBound bound, ModelRequest request) {
        return affordable < bound.outputTokens() && request instanceof ChatRequest chat
                ? new Cover.Enough(chat.withMaxOutputTokens(affordable), affordable)
                : new Cover.Enough(request, null);
    }

    private List<Fund> fundsFor(Target target) {
        List<Fund> paying = new ArrayList<>();
        if (grant.spending().budget() != null) {
            paying.add(Fund.KeyBudget.at(grant.firstKeyId(), grant.spending().budget(), arrivedAt));
        }
        if (grant.spending().paysFromCredits() && target.credential().isPlatform()) {
            paying.add(new Fund.Wallet(grant.accountId()));
        }
        return paying;
    }

    private static String name(Target target) {
        return target.provider().profile().id() + "/" + target.model();
    }

    /** What the request takes from its funds; null when it is bound by none. */
    @Nullable Charge charge(@Nullable BigDecimal cost) {
        return held == null || cost == null ? null : new Charge(payer(), cost);
    }

    /** Who pays. */
    Charge.Payer payer() {
        boolean credits = false;
        String budgetId = null;
        for (Fund fund : funds) {
            switch (fund) {
                case Fund.Wallet wallet -> credits = true;
                case Fund.KeyBudget budget -> budgetId = budget.id();
            }
        }
        return new Charge.Payer(credits, budgetId);
    }

    /** What is set aside; null when nothing is. */
    @Nullable BigDecimal reserved() {
        return held == null ? null : held.amount();
    }

    /** The charge is durable. */
    void settled(BigDecimal cost, TokenUsage usage) {
        if (held != null) {
            held.settled(cost);
            held = null;
            if (!usage.estimated()) {
                afterwards.accept(usage);
            }
        }
    }

    /** Nothing of what is reserved is needed. */
    void release() {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
