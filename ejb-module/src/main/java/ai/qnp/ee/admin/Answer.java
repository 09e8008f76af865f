package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import java.util.function.Function;

/** What asking for something gave: the thing, or a refusal that a person can act on. */
public sealed interface Answer<T> {
    /** It was done, or found. */
    record Done<T>(T value) implements Answer<T> {}

    /** It was not done; nothing was changed. */
    record Refused<T>(ApiError error) implements Answer<T> {}

    /** Goes on with the value, if there is one. */
    default <R> Answer<R> then(Function<T, Answer<R>> next) {
        return switch (this) {
            case Done<T> done -> next.apply(done.value());
            case Refused<T> refused -> new Refused<>(refused.error());
        };
    }

    /** Turns the value, if there is one, into another. */
    default <R> Answer<R> map(Function<T, R> mapping) {
        return then(value -> new Done<>(mapping.apply(value)));
    }
}
