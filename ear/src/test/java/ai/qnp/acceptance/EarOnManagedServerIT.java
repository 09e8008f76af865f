package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.ManagedServerFolder;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The EAR deploys to a server that is not set up by the launcher, and comes up with the demo provider alone. */
@ExtendWith({ManagedServerFolder.class, ArquillianExtension.class})
@RunAsClient
@Tag("once")
class EarOnManagedServerIT {
    private final String root = "http://127.0.0.1:" + System.getProperty("qnp.arquillian.port");
    private final HttpClient client = HttpClient.newHttpClient();

    @Deployment(testable = false)
    static EnterpriseArchive ear() {
        return ShrinkWrap.create(ZipImporter.class, "qnp.ear")
                .importFrom(new File(System.getProperty("qnp.ear")))
                .as(EnterpriseArchive.class);
    }

    private HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(root + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (Exception noAnswer) {
            throw new AssertionError(noAnswer);
        }
    }

    @Test
    void becomesReady() {
        HttpResponse<String> ready =
                Eventually.get("readiness", () -> get("/health/ready"), r -> r.statusCode() == 200);
        assertThat(ready.body()).contains("\"UP\"");
    }

    @Test
    void servesTheGatewaysFrontDoors() {
        assertThat(get("/v1/models").statusCode()).isEqualTo(401);
        assertThat(get("/manage/v1/keys").statusCode()).isEqualTo(401);
        assertThat(get("/metrics").body()).contains("qnp_requests_in_flight");
    }

    @Test
    void servesTheDashboardsPages() {
        assertThat(get("/dashboard/overview.xhtml").statusCode()).isIn(200, 302, 303, 401, 403);
    }
}
