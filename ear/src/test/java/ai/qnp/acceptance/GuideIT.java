package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.SdkEnvironment;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.machine.MachineTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user guide: every example in it is run as it stands, but for the server's address. */
@AcceptanceTest
@Tag("once")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GuideIT {
    private static final Path GUIDE = GatewayProcess.root().resolve("docs/guide");
    private static final String WRITTEN_ADDRESS = "http://127.0.0.1:9080";
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^( *)```(sh|python|js)\\n(.*?)^\\1```$");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(#[^)]*)?\\)");

    private final Gateway gateway;
    private final Caller caller;

    @TempDir
    Path home;

    GuideIT(Gateway gateway) {
        this.gateway = gateway;
        this.caller = gateway.manage()
                .caller("{\"name\":\"guide\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o-mini\","
                        + "\"text-embedding-3-small\",\"gpt-image-1\"]}]}");
    }

    @TestFactory
    Stream<DynamicContainer> everyExampleWorksAsItStands() throws IOException {
        gateway.upstream().on("openai", GuideIT::answer);
        return pages().stream()
                .map(page -> dynamicContainer(
                        page.getFileName().toString(),
                        snippets(page).stream()
                                .map(snippet -> dynamicTest(
                                        snippet.language() + ", line " + snippet.line(), () -> works(snippet)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "python", "js"})
    void hasExamplesInEachLanguage(String language) throws IOException {
        assertThat(pages().stream().flatMap(page -> snippets(page).stream()))
                .anyMatch(snippet -> snippet.language().equals(language));
    }

    @Test
    void everyLinkLeadsToAPage() throws IOException {
        for (Path page : pages()) {
            assertThat(LINK.matcher(text(page)).results().map(found -> found.group(1)))
                    .as(page.toString())
                    .allSatisfy(target -> assertThat(GUIDE.resolve(target)).exists());
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(GUIDE)) {
            return pages.sorted().toList();
        }
    }

    private static List<Snippet> snippets(Path page) {
        String text = text(page);
        return SNIPPET.matcher(text)
                .results()
                .map(found -> new Snippet(
                        found.group(2),
                        found.group(3).replaceAll("(?m)^" + found.group(1), ""),
                        1 + text.substring(0, found.start()).lines().count()))
                .toList();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void works(Snippet snippet) throws Exception {
        // given
        String code = snippet.code()
                .replaceAll(
                        Pattern.quote(WRITTEN_ADDRESS),
                        Matcher.quoteReplacement(gateway.http().root().toString()));
        var builder = new ProcessBuilder(command(snippet.language(), code)).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("QNP_API_KEY", caller.key());
        builder.environment().put("QNP_ADMIN_TOKEN", Gateway.ADMIN_TOKEN);
        builder.environment().put("KEY_ID", gateway.callerOver(Gateway.POLITE).keyId());

        // when
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isNotBlank().doesNotContain("\"error\":");
        if (snippet.code().contains("chat")) {
            assertThat(output).contains("Hello");
        }
    }

    private List<String> command(String language, String code) throws Exception {
        return switch (language) {
            case "sh" -> List.of(MachineTools.require("bash").toString(), "-c", "set -o pipefail\n" + code);
            case "python" -> List.of(SdkEnvironment.python().toString(), "-c", code);
            case "js" -> {
                Path script = Files.createTempFile(SdkEnvironment.node(), "guide", ".mjs");
                script.toFile().deleteOnExit();
                Files.writeString(script, code);
                yield List.of(MachineTools.require("node").toString(), script.toString());
            }
            default -> throw new IllegalArgumentException(language);
        };
    }

    private static void answer(Conversation conversation) throws Exception {
        String path = conversation.request().path();
        if (path.endsWith("/embeddings")) {
            boolean base64 = conversation
                    .request()
                    .json()
                    .path("encoding_format")
                    .asString("")
                    .equals("base64");
            conversation.json(200, """
                    {"object":"list","data":[{"object":"embedding","index":0,"embedding":%s}],\
                    "model":"text-embedding-3-small","usage":{"prompt_tokens":8,"total_tokens":8}}""".formatted(base64 ? "\"AAAAPwAAgL4=\"" : "[0.5,-0.25]"));
        } else if (path.endsWith("/images/generations")) {
            conversation.json(200, "{\"created\":1700000000,\"data\":[{\"b64_json\":\"AQID\"}]}");
        } else {
            Answers.says("Hello", " there").play(conversation);
        }
    }

    /** One example and where it stands. */
    private record Snippet(String language, String code, long line) {}
}
