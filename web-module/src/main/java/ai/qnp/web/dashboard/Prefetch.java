package ai.qnp.web.dashboard;

import jakarta.servlet.http.HttpServletRequest;

/** Browsers fetch links before they are clicked, and say so: such a look must not use a link up. */
final class Prefetch {
    private Prefetch() {}

    static boolean isOne(HttpServletRequest request) {
        String purpose = request.getHeader("Sec-Purpose");
        return purpose != null && purpose.contains("prefetch");
    }
}
