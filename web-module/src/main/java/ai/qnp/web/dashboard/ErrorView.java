package ai.qnp.web.dashboard;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** error.xhtml: says what went wrong, and where to go. */
@Named
@RequestScoped
public class ErrorView {
    /** The request's attribute with the HTTP status to show. */
    static final String STATUS = ErrorView.class.getName();

    @Inject
    private HttpServletRequest request;

    private int status = HttpServletResponse.SC_NOT_FOUND;

    @PostConstruct
    void look() {
        if (request.getAttribute(STATUS) instanceof Integer given) {
            status = given;
        }
    }

    /** The HTTP status. */
    public int getStatus() {
        return status;
    }

    /** Which of the page's texts fits: {@code missing}, {@code forbidden}, {@code expired} or {@code broken}. */
    public String getKind() {
        return switch (status) {
            case HttpServletResponse.SC_NOT_FOUND -> "missing";
            case HttpServletResponse.SC_FORBIDDEN -> "forbidden";
            case HttpServletResponse.SC_CONFLICT -> "expired";
            default -> status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR ? "missing" : "broken";
        };
    }
}
