package ai.qnp.core.access;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the public Internet. Everything else (this machine, its networks, a cloud's metadata service)
 * must not be reached just because a client or an account wrote it into a request.
 */
public final class PublicAddress {
    /** IANA's special-purpose registries of IPv4 and IPv6, and ranges that carry an IPv4 address inside. */
    private static final List<AddressRange> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(AddressRange::parse)
            .toList();

    private PublicAddress() {}

    /** Whether an address is a public one. */
    public static boolean is(InetAddress address) {
        String literal = address.getHostAddress();
        int scope = literal.indexOf('%');
        String plain = scope < 0 ? literal : literal.substring(0, scope);
        return SPECIAL.stream().noneMatch(range -> range.contains(plain));
    }
}
