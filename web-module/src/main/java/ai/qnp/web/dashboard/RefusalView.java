package ai.qnp.web.dashboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** signin-refused.xhtml: says why somebody was not let in, and what to do. */
@Named
@RequestScoped
public class RefusalView {
    /** Under which a servlet leaves the code of its refusal. */
    static final String CODE = RefusalView.class.getName();

    private static final Set<String> WORDED = Set.of(
            "link_gone",
            "link_of_another_browser",
            "no_account",
            "address_not_verified",
            "sign_in_gone",
            "sign_in_of_another_browser",
            "sign_in_failed");

    @Inject
    private HttpServletRequest request;

    /** Which of the page's texts fits. */
    public String getReason() {
        return request.getAttribute(CODE) instanceof String code && WORDED.contains(code) ? code : "other";
    }
}
