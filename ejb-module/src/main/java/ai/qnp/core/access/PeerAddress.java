package ai.qnp.core.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the client's address behind proxies. */
public final class PeerAddress {
    private PeerAddress() {}

    /**
     * Reads {@code X-Forwarded-For} from the right, past proxies that are trusted. An address that anyone else wrote into
     * the header does not count.
     *
     * @param connected the address that the connection comes from
     * @param forwardedFor the header's values joined by commas; null when absent
     * @param trustedProxies who may speak for others
     */
    public static String behind(String connected, @Nullable String forwardedFor, List<AddressRange> trustedProxies) {
        if (forwardedFor == null || !isTrusted(connected, trustedProxies)) {
            return connected;
        }
        String nearest = connected;
        List<String> hops = List.of(forwardedFor.split(",", -1));
        for (String hop : hops.reversed()) {
            String address = hop.strip();
            if (!AddressRange.isAddress(address)) {
                return nearest;
            }
            nearest = address;
            if (!isTrusted(address, trustedProxies)) {
                return address;
            }
        }
        return nearest;
    }

    private static boolean isTrusted(String address, List<AddressRange> trustedProxies) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }
}
