package ai.qnp.web.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the pages are, and which of them anybody may open. */
final class Pages {
    static final String OVERVIEW = "/dashboard/overview.xhtml";
    static final String SIGN_IN = "/signin.xhtml";
    static final String SIGN_OUT = "/dashboard/signout";
    static final String SETUP_REFUSED = "/setup-refused.xhtml";
    static final String SIGN_IN_REFUSED = "/signin-refused.xhtml";
    static final String PASSKEY = "/signin/passkey";
    static final String PASSKEY_OPTIONS = "/signin/passkey/options";
    static final String ERROR = "/error.xhtml";
    static final String GUIDE = "/guide.xhtml";

    private static final Set<String> PUBLIC =
            Set.of(SIGN_IN, SIGN_OUT, SETUP_REFUSED, SIGN_IN_REFUSED, ERROR, GUIDE, PASSKEY, PASSKEY_OPTIONS);
    /** The user guide's pages. */
    private static final String GUIDE_PAGES = "/guide";
    /** What concerns the whole installation. */
    private static final Set<String> OPERATORS = Set.of(
            "/dashboard/accounts.xhtml",
            "/dashboard/price-import.xhtml",
            "/dashboard/prices.xhtml",
            "/dashboard/providers.xhtml",
            ReRatingCsvServlet.PATH,
            "/dashboard/re-rating.xhtml",
            "/dashboard/sage.xhtml",
            "/dashboard/system.xhtml");
    /** Scripts and styles of the component library. */
    private static final String RESOURCES = "/jakarta.faces.resource/";

    private Pages() {}

    /** Whether a page opens without a session. What is not known to be public is not. */
    static boolean isPublic(String path) {
        return PUBLIC.contains(path) || isGuide(path) || isResource(path);
    }

    private static boolean isGuide(String path) {
        return path.equals(GUIDE_PAGES) || path.matches(GUIDE_PAGES + "/[\\w-]*");
    }

    /** Whether only those who run this installation may open a page. */
    static boolean isOperators(String path) {
        return OPERATORS.contains(path);
    }

    /** Whether it is a script, style or picture of the component library. */
    static boolean isResource(String path) {
        return path.startsWith(RESOURCES) && !path.contains("..");
    }

    /** The sign-in page, which afterwards leads to where somebody wanted to go. */
    static String signInFor(String path, @Nullable String query) {
        String wanted = query == null ? path : path + "?" + query;
        return inside(wanted) == null || wanted.equals(OVERVIEW)
                ? SIGN_IN
                : SIGN_IN + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }

    /** A place in the dashboard, or null for any other: nobody is led away from here by a link to the sign-in page. */
    static @Nullable String inside(@Nullable String place) {
        return place != null && place.matches("/dashboard/[\\w.-]+(\\?[\\w.~%&=+:-]*)?") ? place : null;
    }
}
