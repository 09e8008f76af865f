package ai.qnp.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The API under {@code /v1}. */
@ApplicationPath("/v1")
public class ApiV1 extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return ApiClasses.ALL;
    }
}
