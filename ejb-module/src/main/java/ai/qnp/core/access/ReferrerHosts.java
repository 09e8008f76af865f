package ai.qnp.core.access;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Hosts that keys may be used from, any number of them: asking takes as long as the host has labels. */
public final class ReferrerHosts {
    /** No host at all. */
    public static final ReferrerHosts NONE = new ReferrerHosts(Set.of());

    private final Set<String> hosts = new HashSet<>();
    private final Set<String> parents = new HashSet<>();

    /** Takes patterns as keys have them. */
    public ReferrerHosts(Collection<ReferrerPattern> patterns) {
        patterns.forEach(pattern -> (pattern.subdomains() ? parents : hosts).add(pattern.host()));
    }

    /** Whether one of the patterns matches. */
    public boolean contain(WebOrigin origin) {
        String host = origin.host();
        if (hosts.contains(host)) {
            return true;
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (parents.contains(host.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
