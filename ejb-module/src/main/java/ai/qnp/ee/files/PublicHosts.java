package ai.qnp.ee.files;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.PublicAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks hosts up and refuses those inside the network. The connection goes to the very address that was judged here, so a
 * name that changes its answer in between gains nothing; redirects are looked up here as well.
 *
 * @param allowed addresses that may be reached although they are not public
 */
record PublicHosts(List<AddressRange> allowed) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(host);
        for (InetAddress address : addresses) {
            if (!mayBeReached(address)) {
                throw new NotPublic(host);
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    private boolean mayBeReached(InetAddress address) {
        return PublicAddress.is(address)
                || allowed.stream().anyMatch(range -> range.contains(address.getHostAddress()));
    }

    /** The host lies inside the network. */
    static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublic(String host) {
            super(host);
        }
    }
}
