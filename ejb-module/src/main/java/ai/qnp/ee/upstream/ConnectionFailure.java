package ai.qnp.ee.upstream;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what an exception of the HTTP client means. Its own message may hold addresses, so ours stands in its place. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    static Failure of(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            Failure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return Failure.of(FailureClass.CUT_OFF, "the provider closed the connection without an answer");
    }

    private static @Nullable Failure known(Throwable cause) {
        return switch (cause) {
            case UnknownHostException unknown ->
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
            // the name is the same in both HTTP clients, of which one's classes are not to be seen from here
            case IOException tooMuch
            when tooMuch.getClass().getSimpleName().equals("MessageConstraintException") ->
                Failure.of(FailureClass.INVALID_ANSWER, "the head of the provider's answer is larger than the limit");
            case SocketTimeoutException late
            when late.getClass().getSimpleName().contains("Connect") ->
                Failure.of(FailureClass.TIMED_OUT, "no connection to the provider within the connect limit");
            case SocketTimeoutException late ->
                Failure.of(FailureClass.TIMED_OUT, "the provider sent no answer within the idle limit");
            default -> null;
        };
    }
}
