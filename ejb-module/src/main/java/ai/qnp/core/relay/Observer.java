package ai.qnp.core.relay;

/** Watches requests, for metrics and logs. Must not block or throw. */
public interface Observer {
    /** A request was begun. */
    void started();

    /** A request's plan had a target of that provider, and it was not asked because it cools down. */
    default void passedOver(String provider) {}

    /** A request ended; everything that is known about it. Called once for each {@link #started}. */
    void finished(Outcome outcome);
}
