package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.UsageFilter;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a page shows, as its address says it: a filtered page can be kept and passed on.
 * What can't be read counts as left out.
 */
public final class RequestFilter implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable String key;
    private @Nullable String model;
    private @Nullable String provider;
    private @Nullable String status;
    private @Nullable String from;
    private @Nullable String to;

    UsageFilter usageFilter() {
        Integer lowest = null;
        Integer highest = null;
        if ("ok".equals(status)) {
            lowest = 200;
            highest = 399;
        } else if ("error".equals(status)) {
            lowest = 400;
        } else if (status != null && status.matches("[1-5]xx")) {
            lowest = (status.charAt(0) - '0') * 100;
            highest = lowest + 99;
        } else if (status != null && status.matches("[1-5]\\d\\d")) {
            lowest = Integer.valueOf(status);
            highest = lowest;
        }
        return new UsageFilter(instant(from), instant(to), key, model, provider, lowest, highest);
    }

    /** The filter as a query string, without the question mark. */
    public String getQuery() {
        Map<String, String> fields = new LinkedHashMap<>();
        put(fields, "key", key);
        put(fields, "model", model);
        put(fields, "provider", provider);
        put(fields, "status", status);
        put(fields, "from", from);
        put(fields, "to", to);
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Whether it lets everything through. */
    public boolean isAll() {
        return getQuery().isEmpty();
    }

    private static void put(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static @Nullable String textOf(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** A key's id. */
    public @Nullable String getKey() {
        return key;
    }

    /** Takes a key's id. */
    public void setKey(@Nullable String key) {
        this.key = textOf(key);
    }

    /** A model's slug, or the name a client wrote. */
    public @Nullable String getModel() {
        return model;
    }

    /** Takes a model's name. */
    public void setModel(@Nullable String model) {
        this.model = textOf(model);
    }

    /** A provider's id. */
    public @Nullable String getProvider() {
        return provider;
    }

    /** Takes a provider's id. */
    public void setProvider(@Nullable String provider) {
        this.provider = textOf(provider);
    }

    /** {@code ok}, {@code error}, a class like {@code 4xx}, or a status. */
    public @Nullable String getStatus() {
        return status;
    }

    /** Takes a status. */
    public void setStatus(@Nullable String status) {
        this.status = textOf(status);
    }

    /** The earliest arrival, an ISO instant. */
    public @Nullable String getFrom() {
        return from;
    }

    /** Takes the earliest arrival. */
    public void setFrom(@Nullable String from) {
        this.from = textOf(from);
    }

    /** Arrivals before it, an ISO instant. */
    public @Nullable String getTo() {
        return to;
    }

    /** Takes the end of the stretch. */
    public void setTo(@Nullable String to) {
        this.to = textOf(to);
    }
}
