package ai.qnp.core.relay;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.openai.JsonText;

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

    /** Whoever presents it. */
    Caller.Bearer bearer() {
        return new Caller.Bearer(text, "127.0.0.1", null, null);
    }

    /** A request for a chat completion that presents it, arriving now. */
    Call chat(String body, Time time) {
        return new Call(
                "req_1",
                Endpoint.CHAT_COMPLETIONS,
                bearer(),
                null,
                () -> new RequestBody.Read.Complete(JsonText.of(body)),
                time.nanos());
    }
}
