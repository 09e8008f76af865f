package ai.qnp.web.manage;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The served document is written by hand: it must not lag behind the resources. */
class OpenApiDocumentTest {
    private static final Pattern PATH = Pattern.compile("  (/\\S+):");
    private static final Pattern METHOD = Pattern.compile("    (get|post|patch|put|delete):");

    @Test
    void namesEveryCallOfTheManagementApiAndNoOther() throws Exception {
        Set<String> served = new TreeSet<>();
        for (Class<?> resource : new ManageApplication().getClasses()) {
            if (resource.isAnnotationPresent(Path.class)) {
                Arrays.stream(resource.getDeclaredMethods())
                        .flatMap(method -> calls(resource, method))
                        .forEach(served::add);
            }
        }

        assertThat(documented()).isEqualTo(served).isNotEmpty();
    }

    private static Stream<String> calls(Class<?> resource, Method method) {
        String root = "/manage/" + resource.getAnnotation(Path.class).value();
        Path below = method.getAnnotation(Path.class);
        String path = below == null ? root : root + "/" + below.value();
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getSimpleName().toLowerCase(Locale.ROOT) + " "
                        + path.replaceAll("\\{(\\w+): [^}]+}", "{$1}"));
    }

    static Set<String> documented() throws IOException {
        Set<String> calls = new TreeSet<>();
        String path = "";
        try (InputStream document = ManageApplication.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            for (String line : new String(document.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var asPath = PATH.matcher(line);
                var asMethod = METHOD.matcher(line);
                if (asPath.matches()) {
                    path = asPath.group(1);
                } else if (asMethod.matches() && path.startsWith("/manage")) {
                    calls.add(asMethod.group(1) + " " + path);
                }
            }
        }
        return calls;
    }
}
