package ai.qnp.ee.admin;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.CatalogueReader;
import ai.qnp.core.catalogue.Malformed;
import ai.qnp.core.catalogue.PriceDifference;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.persistence.PriceVersionRow;
import ai.qnp.ee.persistence.PriceVersions;
import ai.qnp.ee.persistence.StoredPrices;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The price book, which is the whole installation's and the operator's alone to see and change. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class PriceService {
    private static final int MAX_VERSIONS = 500;

    private AuditedStore store;
    private StoredPrices prices;
    private Supplier<Platform> platform;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public PriceService() {}

    /** The service itself. */
    @Inject
    public PriceService(AuditedStore store, StoredPrices prices, Supplier<Platform> platform) {
        this.store = store;
        this.prices = prices;
        this.platform = platform;
    }

    /**
     * The book.
     *
     * @param version a past one; null for the one that holds
     * @param provider only this provider's models; null for all
     * @param model only this model; null for all
     */
    public Answer<PriceBook> book(
            String accountId, @Nullable String version, @Nullable String provider, @Nullable String model) {
        return store.read(entities -> {
            if (!isOperator(entities, accountId)) {
                return forbidden();
            }
            PriceVersions versions = new PriceVersions(entities);
            PriceVersionRow row = version == null ? versions.newest() : versions.find(version);
            return row == null
                    ? unknownVersion(version)
                    : new Answer.Done<>(PriceBook.of(
                            versions.book(row),
                            row.at(),
                            PriceVersions.overrides(row).keySet(),
                            provider,
                            model));
        });
    }

    /** The newest versions, the newest first, without their lines. */
    public Answer<List<PriceBook>> versions(String accountId) {
        return store.read(entities -> isOperator(entities, accountId)
                ? new Answer.Done<>(new PriceVersions(entities)
                        .newest(MAX_VERSIONS).stream()
                                .map(row -> new PriceBook(row.version(), row.at(), List.of()))
                                .toList())
                : forbidden());
    }

    /** Sets a model's prices, all of them, over the catalogue's. The answer is the book with this model alone. */
    public Answer<PriceBook> override(String accountId, String provider, String model, Prices own, Actor actor) {
        ApiError problem = PriceRules.problem(provider, model, own, platform.get());
        if (problem != null) {
            return new Answer.Refused<>(problem);
        }
        String name = name(provider, model);
        return change(accountId, (change, newest) -> {
            Map<String, Prices> overrides = new TreeMap<>(PriceVersions.overrides(newest));
            Prices before = overrides.put(name, own);
            PriceVersions versions = new PriceVersions(change.entities());
            PriceVersionRow next = versions.append(newest, overrides, store.now());
            change.audit(
                    actor,
                    "prices.overridden",
                    accountId,
                    subject(name),
                    "version " + next.version(),
                    AuditChanges.of("prices", before, own));
            return new Answer.Done<>(PriceBook.of(versions.book(next), next.at(), overrides.keySet(), provider, model));
        });
    }

    /** Lets the catalogue's prices of a model hold again. */
    public Answer<String> removeOverride(String accountId, String provider, String model, Actor actor) {
        String name = name(provider, model);
        return change(accountId, (change, newest) -> {
            Map<String, Prices> overrides = new TreeMap<>(PriceVersions.overrides(newest));
            Prices before = overrides.remove(name);
            if (before == null) {
                return new Answer.Refused<>(ApiError.notFound(
                        "override_not_found", "The prices of '" + name + "' are not overridden.", "model"));
            }
            PriceVersionRow next = new PriceVersions(change.entities()).append(newest, overrides, store.now());
            change.audit(
                    actor,
                    "prices.restored",
                    accountId,
                    subject(name),
                    "version " + next.version(),
                    AuditChanges.of("prices", before, null));
            return new Answer.Done<>(next.version());
        });
    }

    /**
     * Shows what another catalogue changes, and takes it if that is wanted. The operator's own prices stay over it.
     *
     * @param json the catalogue
     */
    public Answer<PriceImport> take(String accountId, byte[] json, boolean apply, Actor actor) {
        Catalogue given;
        try {
            given = CatalogueReader.read(json);
        } catch (Malformed broken) {
            return new Answer.Refused<>(
                    ApiError.invalid("invalid_catalogue", broken.getMessage() + ". Nothing was changed.", null));
        }
        return change(accountId, (change, newest) -> {
            PriceVersions versions = new PriceVersions(change.entities());
            Catalogue after = given.priced(given.version(), PriceVersions.overrides(newest));
            PriceDifference difference = PriceDifference.between(versions.book(newest), after);
            if (!apply || PriceVersions.isOf(newest, json)) {
                return new Answer.Done<>(new PriceImport(given.version(), difference, null));
            }
            PriceVersionRow next = versions.append(newest, json, store.now());
            change.audit(
                    actor,
                    "prices.imported",
                    accountId,
                    "catalogue",
                    "version " + next.version() + ": " + difference.added().size() + " models added, "
                            + difference.removed().size() + " removed, "
                            + difference.changed().size() + " prices changed",
                    AuditChanges.of("version", newest.version(), next.version()));
            return new Answer.Done<>(new PriceImport(given.version(), difference, next.version()));
        });
    }

    /** A change of the book. */
    private interface Work<T> {
        Answer<T> on(AuditedStore.Change change, PriceVersionRow newest);
    }

    private <T> Answer<T> change(String accountId, Work<T> work) {
        Answer<T> answer = store.change(change -> isOperator(change.entities(), accountId)
                ? work.on(change, new PriceVersions(change.entities()).lockNewest())
                : forbidden());
        prices.refresh();
        return answer;
    }

    /** One model's names all mean the same prices. */
    private String name(String provider, String model) {
        return provider + "/" + platform.get().catalogue().resolve(provider, model);
    }

    /** The audit's column is short, a model's name need not be. */
    private static String subject(String name) {
        return name.length() <= 100 ? name : name.substring(0, 99) + "…";
    }

    private static <T> Answer<T> unknownVersion(@Nullable String version) {
        return new Answer.Refused<>(ApiError.invalid(
                "invalid_value", "There is no version '" + version + "' of the price book.", "version"));
    }

    static boolean isOperator(EntityManager entities, String accountId) {
        Account operator = AccountService.findOperator(entities);
        return operator != null && operator.id().equals(accountId);
    }

    private static <T> Answer<T> forbidden() {
        return new Answer.Refused<>(
                ApiError.forbidden(
                        "permission_denied",
                        "The price book is the whole installation's: only the operator may see and change it, without ?account."));
    }
}
