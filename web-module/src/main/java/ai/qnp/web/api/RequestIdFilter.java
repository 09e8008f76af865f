package ai.qnp.web.api;

import ai.qnp.ee.gateway.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Gives each request its id and each answer, errors included, the header with it. */
@Provider
@PreMatching
public class RequestIdFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ATTRIBUTE = "ai.qnp.request-id";

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(ATTRIBUTE, RequestIds.next());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object id = request.getProperty(ATTRIBUTE);
        response.getHeaders().putSingle("x-request-id", id == null ? RequestIds.next() : id);
    }

    /** The id that this filter gave the request. */
    static String idOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : RequestIds.next();
    }
}
