package ai.qnp.core.relay;

import ai.qnp.core.access.KeyText;

/** A key for tests, always the same. */
record Key(String text) {
    static Key wellFormed() {
        return new Key(KeyText.generate(byte[]::new).reveal());
    }

    /** The same with its last character changed. */
    String mistyped() {
        char last = text.charAt(text.length() - 1);
        return text.substring(0, text.length() - 1) + (last == 'a' ? 'b' : 'a');
    }
}
