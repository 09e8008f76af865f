package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiPathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1",
                "/v1/",
                "//v1/models",
                "/api/xyz",
                "/api/api/v1/nothing",
                "/manage",
                "/V1/models",
                "/v1;x=1/models",
                "/%76%31/models",
                "/%2fv1/models",
                "/./v1/models",
                "\\v1\\models"
            })
    void programsCallHoweverItIsWritten(String uri) {
        assertThat(ApiPaths.isForPrograms(uri)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "", "/dashboard/v1", "/v10/models", "/apis", "/nothing-here", "/managed", "/%zz", "/v1%zz"})
    void peopleLookElsewhere(String uri) {
        assertThat(ApiPaths.isForPrograms(uri)).isFalse();
    }
}
