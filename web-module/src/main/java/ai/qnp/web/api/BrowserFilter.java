package ai.qnp.web.api;

import ai.qnp.core.access.PresentedKey;
import ai.qnp.core.relay.BrowserAccess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Map;

/** Tells browsers which pages may read what the API answers. The rule is {@link BrowserAccess}'s. */
@Provider
@PreMatching
@ApplicationScoped
public class BrowserFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ORIGIN = "Origin";

    @Inject
    private BrowserAccess access;

    @Override
    public void filter(ContainerRequestContext request) {
        String origin = request.getHeaderString(ORIGIN);
        if (BrowserAccess.isPreflight(
                request.getMethod(), origin, request.getHeaderString("Access-Control-Request-Method"))) {
            Response.ResponseBuilder response = Response.noContent();
            access.preflight(origin, request.getHeaderString("Access-Control-Request-Headers"))
                    .forEach(response::header);
            request.abortWith(response.build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.getHeaders().containsKey("vary")) {
            String key =
                    PresentedKey.in(request.getHeaderString("Authorization"), request.getHeaderString("X-API-Key"));
            Map<String, String> headers = access.answer(
                    key, request.getHeaderString(ORIGIN), response.getHeaders().keySet());
            headers.forEach((name, value) -> response.getHeaders().putSingle(name, value));
        }
    }
}
