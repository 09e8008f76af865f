package ai.qnp.ee.upstream;

import ai.qnp.core.access.ReachableAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Looks hosts up and refuses those inside the network. The connection goes to the very address that was judged here, so a
 * name that changes its answer in between gains nothing; redirects are looked up here as well.
 *
 * @param reachable the addresses that may be called
 * @param lookUp where names are looked up
 */
public record PublicHosts(ReachableAddresses reachable, LookUp lookUp) implements DnsResolver {
    /** Hosts as the machine looks them up. */
    public PublicHosts(ReachableAddresses reachable) {
        this(reachable, SystemDefaultDnsResolver.INSTANCE::resolve);
    }

    /** A host's addresses. */
    @FunctionalInterface
    public interface LookUp {
        /** All of them, in the order in which they are tried. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookUp.resolve(host);
        for (InetAddress address : addresses) {
            if (!reachable.contain(address)) {
                throw new NotPublic(host);
            }
        }
        return addresses;
    }

    /** Nobody needs it, and asking for it would be another look-up that nobody judges. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** The host lies inside the network. */
    public static final class NotPublic extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        NotPublic(String host) {
            super(host);
        }
    }
}
