package ai.qnp.core.access;

import java.net.InetAddress;
import java.util.List;

/**
 * Where this server may be sent by a request or an account: public addresses, and what the operator allows beside.
 *
 * @param allowed addresses that may be reached although they are not public
 */
public record ReachableAddresses(List<AddressRange> allowed) {
    /** Public addresses only. */
    public static final ReachableAddresses PUBLIC = new ReachableAddresses(List.of());

    private static final String THIS_MACHINE = "localhost";

    public ReachableAddresses {
        allowed = List.copyOf(allowed);
    }

    /** Whether an address may be reached. */
    public boolean contain(InetAddress address) {
        return PublicAddress.is(address)
                || allowed.stream().anyMatch(range -> range.contains(address.getHostAddress()));
    }

    /**
     * Whether a host may be reached, as far as its name alone tells. What a name leads to is known, and judged, only when
     * it is called.
     *
     * @param host as an address has it; IPv6 may stand in brackets
     */
    public boolean mayContain(String host) {
        String literal = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (isThisMachine(literal)) {
            return contain(InetAddress.getLoopbackAddress());
        }
        return !AddressRange.isAddress(literal) || contain(InetAddress.ofLiteral(literal));
    }

    private static boolean isThisMachine(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return name.equalsIgnoreCase(THIS_MACHINE)
                || name.regionMatches(
                        true,
                        name.length() - THIS_MACHINE.length() - 1,
                        "." + THIS_MACHINE,
                        0,
                        THIS_MACHINE.length() + 1);
    }
}
