package ai.qnp.core.catalogue;

import org.jspecify.annotations.Nullable;

/** Kinds of tokens that can have a price of their own. A token is of exactly one kind. */
public enum TokenKind {
    /** Text of the prompt. */
    INPUT(null, "input"),
    /** Text of the completion. */
    OUTPUT(null, "output"),
    /** Text of the prompt that was read from a cache. */
    CACHED_INPUT(INPUT, "cached_input"),
    /** Of the prompt, written to a cache for the vendor's usual lifetime. */
    CACHE_WRITE(INPUT, "cache_write"),
    /** Of the prompt, written to a cache for the longer lifetime. */
    LONG_CACHE_WRITE(CACHE_WRITE, "cache_write_long"),
    /** Of the completion, spent on reasoning. */
    REASONING_OUTPUT(OUTPUT, "reasoning_output"),
    /** What a vendor read to cite it, beside prompt and completion. */
    CITATION(null, "citation"),
    /** Audio of the prompt. */
    AUDIO_INPUT(INPUT, "audio_input"),
    /** Audio of the prompt that was read from a cache. */
    CACHED_AUDIO_INPUT(CACHED_INPUT, "cached_audio_input"),
    /** Audio of the completion. */
    AUDIO_OUTPUT(OUTPUT, "audio_output"),
    /** Images of the prompt. */
    IMAGE_INPUT(INPUT, "image_input"),
    /** Images of the prompt that were read from a cache. */
    CACHED_IMAGE_INPUT(CACHED_INPUT, "cached_image_input"),
    /** Images of the completion. */
    IMAGE_OUTPUT(OUTPUT, "image_output"),
    /** Video of the prompt. */
    VIDEO_INPUT(INPUT, "video_input"),
    /** Video of the completion. */
    VIDEO_OUTPUT(OUTPUT, "video_output");

    private final @Nullable TokenKind plain;
    private final String wireName;

    TokenKind(@Nullable TokenKind plain, String wireName) {
        this.plain = plain;
        this.wireName = wireName;
    }

    /** The kind whose price holds where this one has none of its own; null when there is no such kind. */
    public @Nullable TokenKind plain() {
        return plain;
    }

    /** How it is written. */
    public String wireName() {
        return wireName;
    }

    /** Whether it is a part of the completion. */
    public boolean isOutput() {
        return this == OUTPUT || plain == OUTPUT;
    }
}
