package ai.qnp.ee.settings;

/** A section of the documentation. */
public enum Topic {
    START("Where it runs", """
            Read by `./qnp run` before the server starts: by flag or environment variable only, not from `qnp.properties`.
            """),
    DATABASE("Database", """
            Like the ones above, by flag or environment variable only.
            """),
    ACCESS("Access and secrets", ""),
    SIGN_IN("Signing in to the dashboard", """
            The set-up link and the admin token always work. [sign-in.md](sign-in.md) says how to set each other way up; the
            sign-in page shows those that are.
            """),
    REQUESTS("Requests", ""),
    TIME("Time limits", """
            In milliseconds. A client may ask for a shorter wait for the beginning of an answer with the header
            `x-qnp-timeout-ms`, not for a longer one.
            """),
    UPSTREAM("Calls to providers", ""),
    BREAKER("Providers that fail", """
            A target is a provider, a model and a credential; [fallback.md](fallback.md) says when one is left alone. The
            settings of one provider take its id, or the name of a provider of your own, for `<id>`; `reloadProviders` (JMX,
            see below) reads them all again.
            """),
    MONEY("Accounts", ""),
    PROVIDERS("Providers", """
            A provider is there as soon as it has a key. Put its id for `<id>`, in capitals in the environment variable.
            These can be set in `qnp.properties` and read again while the server runs (JMX: `ai.qnp:type=Gateway`,
            operation `reloadProviders`). At the start a bad value is refused; when read again, a provider with a bad value is
            left out and the log says so.
            """),
    CUSTOM("Providers of your own", """
            Any server that answers `POST /chat/completions` below a base URL the way OpenAI does: Ollama, vLLM, llama.cpp, a
            colleague's gateway. `<name>` is yours to choose, from small letters, digits and `_` (capitals in the environment
            variable); the provider's id is the name.
            """);

    private final String heading;
    private final String words;

    Topic(String heading, String words) {
        this.heading = heading;
        this.words = words;
    }

    String heading() {
        return heading;
    }

    /** What holds for the whole section; may be empty. */
    String words() {
        return words;
    }
}
