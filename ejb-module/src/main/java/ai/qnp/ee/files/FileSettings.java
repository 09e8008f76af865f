package ai.qnp.ee.files;

import ai.qnp.core.access.AddressRange;
import java.time.Duration;
import java.util.List;

/**
 * Bounds of fetching.
 *
 * @param maxBytes of one file
 * @param limit for one file, from look-up to last byte
 * @param allowed addresses that may be reached although they are not public
 */
public record FileSettings(int maxBytes, Duration limit, List<AddressRange> allowed) {
    public FileSettings {
        allowed = List.copyOf(allowed);
    }
}
