package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.gateway.RequestIds;
import jakarta.faces.application.ViewExpiredException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** Words the errors that no page and no resource worded: JSON where programs call, a page where people look. */
@WebServlet(ErrorServlet.PATH)
public class ErrorServlet extends HttpServlet {
    static final String PATH = "/error";
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int status = status(request);
        String uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String given
                ? given
                : request.getRequestURI();
        response.setStatus(status);
        if (ApiPaths.isForPrograms(uri) || !wantsPage(request)) {
            write(response, envelope(status));
        } else {
            response.setHeader("Cache-Control", "no-store");
            request.setAttribute(ErrorView.STATUS, status);
            request.getRequestDispatcher(Pages.ERROR)
                    .forward(new ErrorExchange.Asked(request), new ErrorExchange.Answered(response));
        }
    }

    private static int status(HttpServletRequest request) {
        if (isExpired(request)) {
            return HttpServletResponse.SC_CONFLICT;
        }
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer given
                ? given
                : HttpServletResponse.SC_NOT_FOUND;
    }

    /** Whether a form was sent of a page that the server has forgotten: nothing is broken then. */
    private static boolean isExpired(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                && Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                        .anyMatch(ViewExpiredException.class::isInstance);
    }

    /** A program that mistook its base URL asks for no page: browsers name HTML, and others don't. */
    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("text/html");
    }

    private static void write(HttpServletResponse response, ApiError error) throws IOException {
        byte[] body = error.body().utf8();
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.setHeader("x-request-id", RequestIds.next());
        response.getOutputStream().write(body);
    }

    private static ApiError envelope(int status) {
        return switch (status) {
            case HttpServletResponse.SC_NOT_FOUND -> ApiError.unknownEndpoint();
            case HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
                ApiError.invalid(status, "method_not_allowed", "This endpoint does not take that method.", null);
            default ->
                status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                        ? ApiError.invalid(
                                status,
                                "invalid_request",
                                "The request can't be understood. See the API description.",
                                null)
                        : ApiError.bug();
        };
    }
}
