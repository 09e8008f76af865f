package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the deployment template names is there. Whether it is a good template is for cfn-lint to say. */
class TemplateTest {
    private static final Path TEMPLATE = Path.of("../server-config/lambda/template.yaml");
    private static final Path STARTER = Path.of("src/main/assembly/bootstrap");

    @Test
    void everyHandlerIsAClassThatLambdaCanStart() throws Exception {
        List<String> handlers = values("Handler");

        assertThat(handlers)
                .containsExactly(StreamingFunction.class.getName(), "bootstrap", FunctionUrlHandler.class.getName());
        assertThat(StreamingFunction.class.getMethod("main", String[].class)).isNotNull();
        assertThat(FunctionUrlHandler.class.getConstructor()).isNotNull();
        assertThat(Files.readString(STARTER)).contains(StreamingFunction.class.getName());
    }

    @Test
    void whatStreamsHasAnAddressThatStreams() throws IOException {
        assertThat(values("InvokeMode")).containsExactly("RESPONSE_STREAM", "RESPONSE_STREAM", "BUFFERED");
        assertThat(values("AWS_LAMBDA_EXEC_WRAPPER")).containsExactly("/var/task/bootstrap");
    }

    /** With placeholders in the secrets' stead; a name that is misspelt would be missing here. */
    @Test
    void theEnvironmentIsOneThatTheFunctionTakes() throws Exception {
        Map<String, String> environment = Server.running().environment();
        environment.remove("QNP_BILLING");
        environment.put("OPENAI_API_KEY", "sk-any");

        assertThat(Files.readString(TEMPLATE)).contains(environment.keySet());
        try (GatewayFunction function = new GatewayFunction(environment, Integer.MAX_VALUE)) {
            CollectedAnswer client = new CollectedAnswer();
            function.serve(
                    JsonText.of(Event.named("chat-json", "qnp-wrong").bytes()),
                    "req_1",
                    Duration.ofMinutes(1),
                    client,
                    new HangUp());

            assertThat(client.answer().status()).isEqualTo(401);
        }
    }

    private static List<String> values(String name) throws IOException {
        return Pattern.compile("^ +" + name + ": (\\S+)$", Pattern.MULTILINE)
                .matcher(Files.readString(TEMPLATE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
