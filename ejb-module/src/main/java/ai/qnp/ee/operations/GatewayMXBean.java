package ai.qnp.ee.operations;

import java.util.Map;

/** The gateway in JMX, under {@code ai.qnp:type=Gateway}. Counts begin at the server's start. */
public interface GatewayMXBean {
    /** Requests that have ended. */
    long getRequests();

    /** Requests under way. */
    long getInFlight();

    /** Requests that ended with an error of the gateway's or a provider's side: status 5xx, or a stream broken off. */
    long getFailedRequests();

    /** Failed attempts by provider. */
    Map<String, Long> getFailuresByProvider();

    /** Calls under way, their answers included, by provider. */
    Map<String, Long> getCallsUnderWay();

    /** The providers that platform mode can use, in order. */
    String[] getProviders();

    /** The targets that are not asked as usual: {@code provider/model (credential): until when, and why}. */
    String[] getUnhealthyTargets();

    /** The credentials that their providers turn down: {@code provider (credential): since when, and why}. */
    String[] getFailingCredentials();

    /** Has every target asked as usual again, at once. */
    void clearHealth();

    /** Asks every configured provider at once whether it is there, by its list of models. */
    void probeProviders();

    /**
     * Reads the providers' settings again, from the environment and from {@code qnp.properties} in the data directory, and
     * has every target asked as usual.
     */
    void reloadProviders();
}
