package ai.qnp.core.provider;

/**
 * A file that a request points to and that was fetched for a vendor that takes only bytes.
 *
 * @param mediaType in lower case, without parameters
 * @param base64 the file's bytes
 */
public record FetchedFile(String mediaType, String base64) {}
