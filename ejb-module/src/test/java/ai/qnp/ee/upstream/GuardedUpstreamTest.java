package ai.qnp.ee.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.settings.RequestSettingNames;
import ai.qnp.ee.settings.UpstreamSettingNames;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault Tolerance takes its bounds from a file and from annotations, which can't refer to a declaration. */
class GuardedUpstreamTest {
    private static final String PREFIX = GuardedUpstream.class.getName() + "/";

    @Test
    void theBoundsOfFaultToleranceAreTheDeclaredSettings() throws IOException {
        String wait = "${qnp.timeout.first-byte-ms:" + RequestSettingNames.FIRST_BYTE_TIMEOUT.defaultText() + "}";
        String waiting = "${qnp.upstream.max-waiting:" + UpstreamSettingNames.MAX_WAITING.defaultText() + "}";

        Properties properties = new Properties();
        try (InputStream file = GuardedUpstream.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
            properties.load(Objects.requireNonNull(file));
        }
        properties.keySet().removeIf(name -> !name.toString().startsWith(PREFIX));

        assertThat(properties)
                .isEqualTo(Map.of(
                        PREFIX + "post/Timeout/value", wait,
                        PREFIX + "get/Timeout/value", wait,
                        PREFIX + "post/Bulkhead/value", waiting,
                        PREFIX + "postWatched/Bulkhead/value", waiting,
                        PREFIX + "get/Bulkhead/value", waiting));
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "get"})
    void theAnnotationsHaveTheSameDefaults(String name) {
        Method method = Arrays.stream(GuardedUpstream.class.getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(method.getAnnotation(Timeout.class).value())
                .hasToString(RequestSettingNames.FIRST_BYTE_TIMEOUT.defaultText());
        assertThat(method.getAnnotation(Bulkhead.class).value())
                .hasToString(UpstreamSettingNames.MAX_WAITING.defaultText());
    }
}
