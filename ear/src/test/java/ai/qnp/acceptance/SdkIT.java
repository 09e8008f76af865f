package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.SdkEnvironment;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.machine.MachineTools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The official SDKs, with only base URL and key changed. */
@AcceptanceTest
@Tag("once")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SdkIT {
    private static final Path SCRIPTS = GatewayProcess.root().resolve("ear/src/test/sdk");
    private static final String TOOL_CALL = """
            {"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather",\
            "arguments":"{\\"city\\":\\"Bern\\"}"}}]}""";

    private final Gateway gateway;

    SdkIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @TestFactory
    Stream<DynamicTest> python() throws Exception {
        return checks(SdkEnvironment.python(), SCRIPTS.resolve("python/openai_sdk.py"));
    }

    @TestFactory
    Stream<DynamicTest> langchain() throws Exception {
        return checks(SdkEnvironment.python(), SCRIPTS.resolve("python/langchain_sdk.py"));
    }

    @TestFactory
    Stream<DynamicTest> node() throws Exception {
        // beside the SDK, where Node looks for it
        Path script = SdkEnvironment.node().resolve("openai_sdk.js");
        Files.copy(SCRIPTS.resolve("node/openai_sdk.js"), script, StandardCopyOption.REPLACE_EXISTING);
        return checks(MachineTools.require("node"), script);
    }

    private Stream<DynamicTest> checks(Path interpreter, Path script) throws Exception {
        var builder = new ProcessBuilder(interpreter.toString(), script.toString()).redirectErrorStream(true);
        builder.environment().put("QNP_BASE_URL", gateway.http().root() + "/api/api/v1");
        builder.environment().put("QNP_KEY", willing().key());
        builder.environment().put("QNP_KEY_LIMITED", limited().key());
        builder.environment().put("QNP_KEY_BROKEN", broken().key());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        List<DynamicTest> checks = eachCheck(output);
        checks.add(dynamicTest(
                "the whole script", () -> assertThat(exit).as(output).isZero()));
        assertThat(checks).as(output).hasSizeGreaterThan(1);
        return checks.stream();
    }

    /** A line is {@code ok name}, or {@code FAILED name} with the reason on the lines after it. */
    private static List<DynamicTest> eachCheck(String output) {
        var checks = new ArrayList<DynamicTest>();
        for (String part : output.split("(?m)^(?=ok |FAILED )", -1)) {
            String[] words = part.split("\\s+", 3);
            if (words.length > 1 && (words[0].equals("ok") || words[0].equals("FAILED"))) {
                checks.add(dynamicTest(
                        words[1], () -> assertThat(words[0]).as(part).isEqualTo("ok")));
            }
        }
        return checks;
    }

    private Caller willing() {
        String provider = gateway.provider();
        gateway.upstream().on(provider, SdkIT::answerByModel);
        return gateway.manage()
                .caller("{\"name\":\"sdk\",\"chain\":[{\"provider\":\"" + provider
                        + "\",\"models\":[\"m1\",\"tools\"]}]}");
    }

    private static void answerByModel(Conversation conversation) throws Exception {
        String path = conversation.request().path();
        if (path.endsWith("/embeddings")) {
            boolean base64 = conversation
                    .request()
                    .json()
                    .path("encoding_format")
                    .asString("")
                    .equals("base64");
            // 0.5 and -0.25
            String vector = base64 ? "\"AAAAPwAAgL4=\"" : "[0.5,-0.25]";
            conversation.json(200, """
                    {"object":"list","data":[{"object":"embedding","index":0,"embedding":%s}],"model":"m1",\
                    "usage":{"prompt_tokens":8,"total_tokens":8}}""".formatted(vector));
        } else if (path.endsWith("/images/generations")) {
            conversation.json(200, "{\"created\":1700000000,\"data\":[{\"b64_json\":\"AQID\"}]}");
        } else {
            complete(conversation);
        }
    }

    private static void complete(Conversation conversation) throws Exception {
        if (!conversation.request().json().path("model").asString().equals("tools")) {
            Answers.says("Hello", " there").play(conversation);
        } else if (conversation.request().json().path("stream").asBoolean(false)) {
            conversation.openStream();
            conversation.events(
                    Answers.role(),
                    Answers.chunk(TOOL_CALL),
                    Answers.finish("tool_calls"),
                    Answers.usage(),
                    Answers.DONE);
            conversation.endStream();
        } else {
            String message = "\"content\":null," + TOOL_CALL.substring(1, TOOL_CALL.length() - 1);
            conversation.json(
                    200,
                    Answers.completion("")
                            .replace("\"content\":\"\"", message)
                            .replace("\"finish_reason\":\"stop\"", "\"finish_reason\":\"tool_calls\""));
        }
    }

    private Caller limited() {
        String provider = gateway.provider();
        gateway.upstream()
                .on(
                        provider,
                        Answers.fails(429, Answers.error("slow down", "rate_limit", "rate_limit"), "Retry-After", "3"));
        return gateway.callerOver(provider);
    }

    private Caller broken() {
        String provider = gateway.provider();
        gateway.upstream().on(provider, conversation -> {
            conversation.openStream();
            conversation.events(Answers.role(), Answers.content("half"));
            conversation.reset();
        });
        return gateway.callerOver(provider);
    }
}
