package ai.qnp.web.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The address of a page with what it shall show. Immutable. */
record Link(String page, Map<String, String> fields) {
    /** A page with nothing said. */
    static Link to(String page) {
        return new Link(page, Map.of());
    }

    /** The same with one field more; nothing is added for nothing. */
    Link with(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Link(page, more);
    }

    /** The page of a list that begins behind a row; empty when there is none. */
    String next(@Nullable String cursor) {
        return cursor == null ? "" : with("cursor", cursor).text();
    }

    /** As browsers take it. */
    String text() {
        return fields.isEmpty()
                ? page
                : page + "?"
                        + fields.entrySet().stream()
                                .map(field -> field.getKey() + "="
                                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&"));
    }
}
