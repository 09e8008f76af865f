package ai.qnp.core.metering;

/** Counts that vendors give beside prompt and completion. Parts can overlap: a cached token can be audio as well. */
public enum TokenPart {
    /** Prompt tokens read from a cache. */
    CACHED,
    /** Prompt tokens written to a cache, of any lifetime. */
    CACHE_WRITE,
    /** Of those written to a cache, the ones with the longer lifetime (an hour, half a day). */
    LONG_CACHE_WRITE,
    /** Completion tokens spent on reasoning. */
    REASONING,
    /** Prompt tokens that are audio. */
    AUDIO_PROMPT,
    /** Completion tokens that are audio. */
    AUDIO_COMPLETION,
    /** Prompt tokens that are images. */
    IMAGE_PROMPT,
    /** Completion tokens that are images. */
    IMAGE_COMPLETION,
    /** Prompt tokens that are video. */
    VIDEO_PROMPT,
    /** Completion tokens that are video. */
    VIDEO_COMPLETION,
    /** Of the cached ones, those that are audio. */
    CACHED_AUDIO,
    /** Of the cached ones, those that are images. */
    CACHED_IMAGE,
    /** Tokens that were read to cite them; neither of the prompt nor of the completion. */
    CITATION
}
