package ai.qnp.ee.operations;

import ai.qnp.ee.accounting.WatchedNode;
import ai.qnp.ee.persistence.DatabaseState;
import ai.qnp.ee.signin.SignInMethod;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * This server, and what it stands on. Holds no secret.
 *
 * @param startedAt when its process began
 * @param embedded whether the database is the one in the data directory
 * @param nodes all that share the database, this one included
 */
public record SystemStatus(
        Program program,
        Instant startedAt,
        DatabaseState database,
        boolean embedded,
        Journal journal,
        List<WatchedNode> nodes,
        Counted counted,
        Memory memory,
        Parts parts) {
    public SystemStatus {
        nodes = List.copyOf(nodes);
    }

    /**
     * Usage records on this server's disk, in bytes.
     *
     * @param waiting for the database
     * @param refused by the database, to be looked at by an operator
     */
    public record Journal(long waiting, long refused) {}

    /**
     * What JMX tells as well; counts begin at the server's start.
     *
     * @param requests that have ended
     * @param failures attempts by provider
     * @param callsUnderWay by provider
     * @param unhealthyTargets that are not asked as usual, a line each
     * @param failingCredentials that their providers turn down, a line each
     */
    public record Counted(
            long requests,
            long inFlight,
            long failedRequests,
            Map<String, Long> failures,
            Map<String, Long> callsUnderWay,
            List<String> unhealthyTargets,
            List<String> failingCredentials) {
        public Counted {
            failures = Collections.unmodifiableMap(new TreeMap<>(failures));
            callsUnderWay = Collections.unmodifiableMap(new TreeMap<>(callsUnderWay));
            unhealthyTargets = List.copyOf(unhealthyTargets);
            failingCredentials = List.copyOf(failingCredentials);
        }
    }

    /**
     * What the process uses.
     *
     * @param heapUsed in bytes, as is {@code heapMax}
     * @param threads of the operating system; virtual ones don't count
     */
    public record Memory(long heapUsed, long heapMax, int threads) {}

    /**
     * Which optional parts are switched on.
     *
     * @param signUp whether people without an account get one
     * @param payments whether credits can be bought
     * @param billing whether accounts pay for the platform's providers
     * @param trustedProxies how many ranges of addresses count as proxies
     */
    public record Parts(
            List<SignInMethod> signIn, boolean signUp, boolean payments, boolean billing, int trustedProxies) {
        public Parts {
            signIn = List.copyOf(signIn);
        }
    }
}
