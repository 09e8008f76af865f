package ai.qnp.lambda.upstream;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what an exception of the JDK's client means. Its own message may hold addresses, so ours stands in its place. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    static Failure of(@Nullable Throwable failed) {
        Failure known = null;
        // the innermost one says most: an unknown host comes wrapped in a refused connection
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpTimeoutException) {
                return Failure.of(FailureClass.TIMED_OUT, "no connection to the provider within the connect limit");
            }
            Failure here = known(cause);
            known = here == null ? known : here;
        }
        return known == null
                ? Failure.of(FailureClass.CUT_OFF, "the provider closed the connection without an answer")
                : known;
    }

    private static @Nullable Failure known(Throwable cause) {
        return switch (cause) {
            case UnresolvedAddressException unknown ->
                Failure.of(FailureClass.UNREACHABLE, "the provider's host name is not known");
            case ConnectException refused ->
                Failure.of(FailureClass.UNREACHABLE, "the provider refused the connection");
            case NoRouteToHostException away ->
                Failure.of(FailureClass.UNREACHABLE, "there is no route to the provider");
            case SSLException untrusted ->
                Failure.of(
                        FailureClass.UNREACHABLE,
                        "no trusted TLS connection to the provider could be made (its certificate is not trusted, or not"
                                + " for its name)");
            default -> null;
        };
    }
}
