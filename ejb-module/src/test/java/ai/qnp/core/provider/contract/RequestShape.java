package ai.qnp.core.provider.contract;

import ai.qnp.core.provider.UpstreamRequest;

/** The vendor's own idea of a request. */
@FunctionalInterface
public interface RequestShape {
    /** Throws where the vendor would not take the request. */
    void check(UpstreamRequest request);
}
