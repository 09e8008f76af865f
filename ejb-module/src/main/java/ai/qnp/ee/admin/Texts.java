package ai.qnp.ee.admin;

/** What people may call things. */
public final class Texts {
    private Texts() {}

    /** Whether a text fits a column and has no control characters or broken surrogate pairs. */
    public static boolean isShortLine(String text, int maxLength) {
        return text.length() <= maxLength
                && text.codePoints()
                        .noneMatch(character -> Character.isISOControl(character)
                                || Character.getType(character) == Character.SURROGATE);
    }
}
