package ai.qnp.core.relay;

import ai.qnp.core.access.WebOrigin;

/** The sites that active keys may be used from. Asked by anybody, with any site: it must stay cheap. */
public interface KnownSites {
    /** Whether the referrers of some active key include the site. Known within a few seconds of a change. */
    boolean include(WebOrigin origin);
}
