package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.WebOrigin;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What browsers are told about pages of other sites (CORS). An answer may be read by the page that asked for it only if the
 * key that came with the request lists the page's site. The question that browsers ask beforehand comes without a key: it is
 * granted to a site that any active key lists, and opens nothing by itself.
 */
public final class BrowserAccess {
    private static final String METHODS = "GET, POST";
    private static final String ALWAYS_EXPOSED = "x-request-id";
    private static final String REMEMBERED_SECONDS = "600";
    private static final int MAX_HEADERS = 2_000;
    private static final Pattern HEADER_NAMES =
            Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+(\\s*,\\s*[A-Za-z0-9!#$%&'*+.^_`|~-]+)*");

    private final Grants grants;
    private final KnownSites sites;

    /** Stands on the store's look-ups. */
    public BrowserAccess(Grants grants, KnownSites sites) {
        this.grants = grants;
        this.sites = sites;
    }

    /** Whether this is the question that a browser asks beforehand, and no request for an answer. */
    public static boolean isPreflight(String method, @Nullable String origin, @Nullable String requestedMethod) {
        return method.equals("OPTIONS") && origin != null && requestedMethod != null;
    }

    /**
     * The headers of the answer to that question. To a site that no key lists they say nothing, as to a site that does not
     * exist.
     *
     * @param requestedHeaders the {@code Access-Control-Request-Headers} header
     */
    public Map<String, String> preflight(@Nullable String origin, @Nullable String requestedHeaders) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
        WebOrigin site = WebOrigin.of(origin);
        if (site != null && sites.include(site)) {
            headers.put("access-control-allow-origin", site.text());
            headers.put("access-control-allow-methods", METHODS);
            headers.put("access-control-max-age", REMEMBERED_SECONDS);
            if (requestedHeaders != null && areHeaderNames(requestedHeaders)) {
                // Whatever a client library adds: a header that is not known here does nothing.
                headers.put("access-control-allow-headers", requestedHeaders);
            }
        }
        return headers;
    }

    /**
     * What an answer has besides, an error's as well.
     *
     * @param names the headers that the answer has
     */
    public Map<String, String> answer(
            @Nullable String presentedKey, @Nullable String origin, Collection<String> names) {
        WebOrigin site = WebOrigin.of(origin);
        if (site == null || presentedKey == null || !isListed(presentedKey, site)) {
            return Map.of("vary", "Origin");
        }
        return Map.of(
                "vary",
                "Origin",
                "access-control-allow-origin",
                site.text(),
                "access-control-expose-headers",
                String.join(", ", exposed(names)));
    }

    private boolean isListed(String presentedKey, WebOrigin site) {
        return KeyText.isWellFormed(presentedKey)
                && switch (grants.find(KeyText.hashOf(presentedKey))) {
                    case Grants.Lookup.Found(Grant grant) ->
                        grant.scope().allowedReferrers().stream().anyMatch(host -> host.matches(site.text()));
                    case Grants.Lookup.Unknown(), Grants.Lookup.Unavailable() -> false;
                };
    }

    private static boolean areHeaderNames(String requested) {
        return requested.length() <= MAX_HEADERS
                && HEADER_NAMES.matcher(requested).matches();
    }

    private static Collection<String> exposed(Collection<String> names) {
        TreeSet<String> exposed = new TreeSet<>();
        exposed.add(ALWAYS_EXPOSED);
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-qnp-") || lower.startsWith("x-ratelimit-") || lower.equals("retry-after")) {
                exposed.add(lower);
            }
        }
        return exposed;
    }
}
