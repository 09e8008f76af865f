package ai.qnp.ee.persistence;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.CatalogueReader;
import ai.qnp.core.catalogue.PriceFields;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.PricesReader;
import ai.qnp.core.openai.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The versions of the price book in the database, within a transaction of the caller's. */
public final class PriceVersions {
    private final EntityManager entities;

    /** Works in that transaction. */
    public PriceVersions(EntityManager entities) {
        this.entities = entities;
    }

    /** The version that holds; null before the first. */
    public @Nullable PriceVersionRow newest() {
        List<PriceVersionRow> newest = entities.createQuery(
                        "select v from PriceVersionRow v order by v.number desc", PriceVersionRow.class)
                .setMaxResults(1)
                .getResultList();
        return newest.isEmpty() ? null : newest.getFirst();
    }

    /** The version of that name; null when there is none. */
    public @Nullable PriceVersionRow find(String version) {
        List<PriceVersionRow> found = entities.createQuery(
                        "select v from PriceVersionRow v where v.version = :version", PriceVersionRow.class)
                .setParameter("version", version)
                .getResultList();
        return found.isEmpty() ? null : found.getFirst();
    }

    /** The newest versions, the newest first. */
    public List<PriceVersionRow> newest(int count) {
        return entities.createQuery("select v from PriceVersionRow v order by v.number desc", PriceVersionRow.class)
                .setMaxResults(count)
                .getResultList();
    }

    /** The book of a version: its catalogue with the operator's prices over it. */
    public Catalogue book(PriceVersionRow version) {
        PriceCatalogueRow row = entities.find(PriceCatalogueRow.class, version.catalogue());
        Catalogue catalogue = CatalogueReader.read(row.body().getBytes(StandardCharsets.UTF_8));
        return catalogue.priced(version.version(), overrides(version));
    }

    /** The operator's prices in a version, by {@code provider/slug}. */
    public static Map<String, Prices> overrides(PriceVersionRow version) {
        Map<String, Prices> overrides = new TreeMap<>();
        Json.MAPPER
                .readTree(version.overrides())
                .properties()
                .forEach(override -> overrides.put(override.getKey(), PricesReader.read(override.getValue())));
        return overrides;
    }

    /** The version that holds, with every other change waiting until this transaction ends. */
    public PriceVersionRow lockNewest() {
        // the first version is the lock: it is always there, and the newest would be another one after the wait
        entities.find(PriceVersionRow.class, 1L, LockModeType.PESSIMISTIC_WRITE);
        PriceVersionRow newest = newest();
        if (newest == null) {
            throw new IllegalStateException("there is no version of the price book");
        }
        return newest;
    }

    /** Whether the version's catalogue is this one. */
    public static boolean isOf(PriceVersionRow version, byte[] catalogue) {
        return version.catalogue().equals(hash(catalogue));
    }

    /** The next version with other prices of the operator's. */
    public PriceVersionRow append(PriceVersionRow newest, Map<String, Prices> overrides, Instant now) {
        PriceCatalogueRow catalogue = entities.find(PriceCatalogueRow.class, newest.catalogue());
        return append(newest, catalogue, written(overrides), now);
    }

    /** The next version with another catalogue. */
    public PriceVersionRow append(PriceVersionRow newest, byte[] catalogue, Instant now) {
        return append(newest, stored(catalogue, false, now), newest.overrides(), now);
    }

    /** Takes note of the catalogue that came with this program, once; it replaces an older one. */
    void ship(byte[] catalogue, Instant now) {
        if (entities.find(PriceCatalogueRow.class, hash(catalogue)) != null) {
            return;
        }
        PriceVersionRow before = newest();
        if (before == null) {
            append(null, stored(catalogue, true, now), "{}", now);
            return;
        }
        PriceVersionRow newest = lockNewest();
        PriceCatalogueRow held = entities.find(PriceCatalogueRow.class, newest.catalogue());
        PriceCatalogueRow shipped = stored(catalogue, true, now);
        int later = shipped.asOf().compareTo(held.asOf());
        if (later > 0 || (later == 0 && held.shipped())) {
            append(newest, shipped, newest.overrides(), now);
        }
    }

    private PriceCatalogueRow stored(byte[] catalogue, boolean shipped, Instant now) {
        String hash = hash(catalogue);
        PriceCatalogueRow known = entities.find(PriceCatalogueRow.class, hash);
        if (known != null) {
            return known;
        }
        String asOf = CatalogueReader.read(catalogue).version();
        PriceCatalogueRow row =
                new PriceCatalogueRow(hash, asOf, new String(catalogue, StandardCharsets.UTF_8), shipped, now);
        entities.persist(row);
        entities.flush();
        return row;
    }

    private PriceVersionRow append(
            @Nullable PriceVersionRow newest, PriceCatalogueRow catalogue, String overrides, Instant now) {
        long number = newest == null ? 1 : newest.number() + 1;
        String plain = catalogue.asOf();
        String version = find(plain) == null ? plain : plain + "." + number;
        PriceVersionRow row = new PriceVersionRow(number, version, catalogue.hash(), overrides, now);
        entities.persist(row);
        return row;
    }

    private static String written(Map<String, Prices> overrides) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        overrides.forEach((name, prices) -> json.set(name, PriceFields.json(prices)));
        return json.toString();
    }

    private static String hash(byte[] catalogue) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(catalogue));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }
}
