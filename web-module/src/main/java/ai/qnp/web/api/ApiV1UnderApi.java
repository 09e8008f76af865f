package ai.qnp.web.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The API under {@code /api/v1}. */
@ApplicationPath("/api/v1")
public class ApiV1UnderApi extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return ApiClasses.ALL;
    }
}
