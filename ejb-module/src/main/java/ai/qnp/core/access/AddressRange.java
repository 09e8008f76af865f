package ai.qnp.core.access;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A network of IPv4 or IPv6 addresses, or a single address. */
public final class AddressRange {
    /** Four numbers, or anything with a colon: the JDK also takes historic forms such as 10.1 for 10.0.0.1. */
    private static final Pattern LITERAL = Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final String text;
    private final byte[] network;
    private final int prefixLength;

    private AddressRange(String text, byte[] network, int prefixLength) {
        this.text = text;
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads {@code 203.0.113.7}, {@code 203.0.113.0/24}, {@code 2001:db8::/32}.
     *
     * @throws IllegalArgumentException with a message for people when the text is none of these
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        byte[] network = bytes(slash < 0 ? text : text.substring(0, slash));
        if (network == null) {
            throw new IllegalArgumentException("'" + text + "' is not an IP address or a CIDR range");
        }
        int width = network.length * 8;
        int prefixLength = slash < 0 ? width : prefixLength(text, slash, width);
        return new AddressRange(text, network, prefixLength);
    }

    private static int prefixLength(String text, int slash, int width) {
        String digits = text.substring(slash + 1);
        if (!digits.matches("\\d{1,3}") || Integer.parseInt(digits) > width) {
            throw new IllegalArgumentException(
                    "'" + text + "' has no valid prefix length: use a number from 0 to " + width);
        }
        return Integer.parseInt(digits);
    }

    /** Whether a literal address lies in this range; false for anything that is no literal address. */
    public boolean contains(String address) {
        byte[] candidate = bytes(address);
        if (candidate == null || candidate.length != network.length) {
            return false;
        }
        int wholeBytes = prefixLength / 8;
        if (!Arrays.equals(candidate, 0, wholeBytes, network, 0, wholeBytes)) {
            return false;
        }
        int restBits = prefixLength % 8;
        int mask = 0xff << (8 - restBits) & 0xff;
        return restBits == 0 || (candidate[wholeBytes] & mask) == (network[wholeBytes] & mask);
    }

    /** Whether a text is a literal IPv4 or IPv6 address. */
    public static boolean isAddress(String text) {
        return bytes(text) != null;
    }

    /** Never asks DNS: only literals pass. An IPv4 address mapped into IPv6 counts as IPv4. */
    private static byte @Nullable [] bytes(String literal) {
        if (!LITERAL.matcher(literal).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(literal).getAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
