package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/overview.xhtml",
                "//dashboard/overview.xhtml",
                "/DASHBOARD/overview.xhtml",
                "/./signin.xhtml",
                "/signin.xhtml/",
                "/jakarta.faces.resource/../dashboard/overview.xhtml",
                "/anything.xhtml",
                "/guide/../dashboard/overview.xhtml",
                "/guide/a/b",
                "/guides",
                ""
            })
    void whatIsNotKnownToBePublicNeedsASession(String path) {
        assertThat(Pages.isPublic(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/signin.xhtml",
                "/dashboard/signout",
                "/setup-refused.xhtml",
                "/error.xhtml",
                "/guide",
                "/guide/",
                "/guide/quickstart",
                "/guide.xhtml",
                "/jakarta.faces.resource/core.js"
            })
    void theWayInAndTheGuideArePublic(String path) {
        assertThat(Pages.isPublic(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/dashboard/keys.xhtml",
                "//evil.example/dashboard/keys.xhtml",
                "/dashboard//evil.example",
                "/dashboard/../setup",
                "/dashboard/keys.xhtml\r\nSet-Cookie: a=b",
                "/signin.xhtml",
                "javascript:alert(1)"
            })
    void signingInLeadsNowhereElse(String place) {
        assertThat(Pages.inside(place)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/dashboard/keys.xhtml | NULL | /signin.xhtml?next=%2Fdashboard%2Fkeys.xhtml",
                "/dashboard/requests.xhtml | status=4xx&key=key_1 | /signin.xhtml?next=%2Fdashboard%2Frequests.xhtml%3Fstatus%3D4xx%26key%3Dkey_1",
                "/dashboard/overview.xhtml | NULL | /signin.xhtml",
                "//dashboard/keys.xhtml | NULL | /signin.xhtml",
                "/dashboard/keys.xhtml | a=<b> | /signin.xhtml"
            },
            delimiter = '|',
            nullValues = "NULL")
    void signingInLeadsBackToWhereSomebodyWantedToGo(String path, String query, String signIn) {
        assertThat(Pages.signInFor(path, query)).isEqualTo(signIn);
    }

    @Test
    void noPlaceIsNoPlace() {
        assertThat(Pages.inside(null)).isNull();
    }
}
