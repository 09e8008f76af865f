package ai.qnp.core.access;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A host that may use a key from a browser.
 *
 * @param host in lower case, without the leading {@code *.}
 * @param subdomains whether every host below it is meant, and not the host itself
 */
public record ReferrerPattern(String host, boolean subdomains) {
    private static final Pattern HOST =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    /**
     * Reads {@code example.com} or {@code *.example.com}.
     *
     * @throws IllegalArgumentException with a message for people when the text is neither
     */
    public static ReferrerPattern parse(String text) {
        boolean subdomains = text.startsWith("*.");
        String host = (subdomains ? text.substring(2) : text).toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a host name: write it like example.com or *.example.com");
        }
        return new ReferrerPattern(host, subdomains);
    }

    /** Whether an {@code Origin} or {@code Referer} header's value comes from this host. */
    public boolean matches(String originOrReferer) {
        String candidate;
        try {
            candidate = URI.create(originOrReferer.strip()).getHost();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
        if (candidate == null) {
            return false;
        }
        String lower = candidate.toLowerCase(Locale.ROOT);
        return subdomains ? lower.endsWith("." + host) : lower.equals(host);
    }

    /** As it is written in a key's settings. */
    @Override
    public String toString() {
        return subdomains ? "*." + host : host;
    }
}
