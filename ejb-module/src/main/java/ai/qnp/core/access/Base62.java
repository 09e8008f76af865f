package ai.qnp.core.access;

import java.math.BigInteger;

/** Numbers in the digits {@code 0-9A-Za-z}, which survive URLs, shells and a double click. */
final class Base62 {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    private Base62() {}

    /** The lowest {@code width} digits of a number that is at least zero, with leading zeros. */
    static String digits(BigInteger number, int width) {
        char[] text = new char[width];
        BigInteger rest = number;
        for (int i = width - 1; i >= 0; i--) {
            BigInteger[] quotientAndDigit = rest.divideAndRemainder(BASE);
            text[i] = DIGITS.charAt(quotientAndDigit[1].intValue());
            rest = quotientAndDigit[0];
        }
        return new String(text);
    }

    /** Whether a text consists of these digits. */
    static boolean isBase62(String text) {
        return text.chars().allMatch(character -> DIGITS.indexOf(character) >= 0);
    }
}
