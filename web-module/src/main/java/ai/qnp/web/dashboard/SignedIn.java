package ai.qnp.web.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of who signed in.
 *
 * @param accountId whose dashboard it shows
 */
record SignedIn(String accountId) implements Serializable {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    /** Who signed in, or null. Begins no session. */
    static @Nullable SignedIn of(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn ? signedIn : null;
    }

    /** Begins a session of its own: nobody who knew an earlier one's id gets into it. */
    static void begin(HttpServletRequest request, String accountId) {
        end(request);
        request.getSession(true).setAttribute(ATTRIBUTE, new SignedIn(accountId));
    }

    /** Ends the session, if there is one. */
    static void end(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
