package ai.qnp.ee.admin;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.metering.Cost;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.StoredPrices;
import ai.qnp.ee.persistence.UsageRow;
import ai.qnp.ee.platform.ShippedCatalogue;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.TypedQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Prices past usage anew. Reads records page by page and changes none. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class ReRatingService {
    private static final int PAGE = 2_000;
    private static final String IMAGES = "images.generations";

    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private AuditedStore store;
    private StoredPrices prices;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public ReRatingService() {}

    /** The service itself. */
    @Inject
    public ReRatingService(AuditedStore store, StoredPrices prices) {
        this.store = store;
        this.prices = prices;
    }

    /**
     * Prices usage under a version.
     *
     * @param accountId who asks, or whose usage is meant
     * @param all whether the operator, asking, means every account's
     * @param from the earliest arrival; null for the first
     * @param to arrivals before it; null for all up to the last
     */
    public Answer<ReRating> under(
            String version, @Nullable Instant from, @Nullable Instant to, String accountId, boolean all) {
        Catalogue book = prices.version(version);
        if (book == null) {
            return new Answer.Refused<>(ApiError.invalid(
                    "invalid_value", "There is no version '" + version + "' of the price book.", "version"));
        }
        boolean everyone = all && store.read(entities -> PriceService.isOperator(entities, accountId));
        Catalogue priced = book.with(ShippedCatalogue.vendorsOwn());
        Map<String, ReRating.Line> lines = new TreeMap<>();
        String after = "";
        List<UsageRecord> page;
        do {
            page = page(after, from == null ? Instant.EPOCH : from, to == null ? END : to, everyone ? null : accountId);
            page.stream().filter(ReRatingService::usedAnything).forEach(made -> add(lines, made, priced));
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
        return new Answer.Done<>(new ReRating(version, List.copyOf(lines.values())));
    }

    private static void add(Map<String, ReRating.Line> lines, UsageRecord made, Catalogue priced) {
        String provider = String.valueOf(made.provider());
        String model = String.valueOf(made.model());
        lines.merge(
                provider + "/" + model,
                ReRating.Line.empty(provider, model).and(made, cost(made, provider, model, priced)),
                (line, first) -> line.and(made, cost(made, provider, model, priced)));
    }

    private static @Nullable BigDecimal cost(UsageRecord made, String provider, String model, Catalogue priced) {
        TokenUsage usage = made.usage();
        // older records don't tell which images were made
        boolean isKnown = !made.endpoint().equals(IMAGES) || usage.terms().images() != null || !usage.estimated();
        return isKnown ? Cost.of(usage, priced.prices(provider, model), made.at()) : null;
    }

    /** A refused request has used nothing, and pays no fee. */
    private static boolean usedAnything(UsageRecord made) {
        return made.provider() != null && (made.status() < 300 || !made.usage().equals(TokenUsage.NONE));
    }

    /** In the order of the ids, which the primary key has ready. */
    private List<UsageRecord> page(String after, Instant from, Instant to, @Nullable String accountId) {
        String condition = accountId == null ? "" : " and u.accountId = :account";
        return store.read(entities -> {
            TypedQuery<UsageRow> query = entities.createQuery(
                            "select u from UsageRow u where u.id > :after and u.at >= :from and u.at < :to" + condition
                                    + " order by u.id",
                            UsageRow.class)
                    .setParameter("after", after)
                    .setParameter("from", from)
                    .setParameter("to", to)
                    .setMaxResults(PAGE);
            if (accountId != null) {
                query.setParameter("account", accountId);
            }
            return query.getResultStream().map(UsageRow::toRecord).toList();
        });
    }
}
