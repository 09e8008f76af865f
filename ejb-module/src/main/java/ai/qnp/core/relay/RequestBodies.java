package ai.qnp.core.relay;

/** Keeps what clients sent, for the keys whose operator wants it. */
@FunctionalInterface
public interface RequestBodies {
    /**
     * Takes a body, to be kept soon. Returns at once and never throws: no request waits for this or fails by it, so a body
     * that can't be kept is lost.
     */
    void keep(LoggedBody body);
}
