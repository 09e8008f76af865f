package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.OpenClawMachine;
import ai.qnp.acceptance.server.OpenClawMachine.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The set-up script for OpenClaw, fetched from the server and run by bash, as its users do. */
@AcceptanceTest
@Tag("once")
class OpenClawIT {
    private static final String PATH = "/scripts/openclaw-qnp-setup.sh";
    private static final String OTHERS = """
            {"gateway": {"port": 18789, "ratio": 0.5, "big": 1e21, "nothing": null},
              "models": {"mode": "merge", "providers": {
                "local": {"baseUrl": "http://127.0.0.1:1234/v1", "api": "openai-completions",
                  "models": [{"id": "llama", "name": "Llama ünïcode \\u0000", "input": ["text"]}]}}},
              "channels": {"allow": [123456789012, "c"]}}
            """;

    private final Gateway gateway;
    private final Caller caller;

    @TempDir
    Path folder;

    OpenClawIT(Gateway gateway) {
        this.gateway = gateway;
        this.caller = gateway.manage()
                .caller("{\"name\":\"claw\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\","
                        + "\"text-embedding-3-small\"]}]}");
    }

    private OpenClawMachine machine(String... programs) throws Exception {
        return new OpenClawMachine(folder, gateway.http().root() + PATH, programs);
    }

    private OpenClawMachine withKey(String... programs) throws Exception {
        return machine(programs).with("QNP_API_KEY", caller.key());
    }

    private String base() {
        return gateway.http().root() + "/api/v1";
    }

    @Test
    void isServedAsTextWithTheServersOwnAddress() {
        // when
        Answer answer = gateway.http().send("GET", PATH, null).expect(200);

        // then
        assertThat(answer.body()).startsWith("#!/usr/bin/env bash\n").contains("'" + base() + "'");
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @CsvSource({"curl, node", "curl, python3", "wget, node", "wget, python3"})
    void makesTheFileWhereThereIsNone(String fetcher, String language) throws Exception {
        // given
        OpenClawMachine machine = withKey(fetcher, language);

        // when
        Run run = fetcher.equals("curl") ? machine.curl() : machine.wget();

        // then
        assertThat(run.exit()).as(run.output()).isZero();
        JsonNode qnp = machine.configured().at("/models/providers/qnp");
        assertThat(qnp.path("baseUrl").asString()).isEqualTo(base());
        assertThat(qnp.path("apiKey").asString()).isEqualTo(caller.key());
        assertThat(qnp.path("api").asString()).isEqualTo("openai-completions");
        assertThat(qnp.path("models"))
                .extracting(model -> model.path("id").asString())
                .containsExactly("qnp", "openai/gpt-4o");
        assertThat(qnp.path("models")).allSatisfy(model -> {
            assertThat(model.path("input")).hasToString("[\"text\",\"image\",\"audio\",\"video\"]");
            assertThat(model.path("name").asString()).isNotBlank();
        });
        assertThat(qnp.at("/models/1/contextWindow").asInt()).isEqualTo(128_000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.config())))
                .isEqualTo("rw-------");
        assertThat(machine.files()).containsExactly(machine.config());
        assertThat(run.output()).doesNotContain(caller.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "python3"})
    void keepsEverythingElseAndADatedCopyAndIsDoneOnce(String language) throws Exception {
        // given
        OpenClawMachine machine = withKey("curl", "wget", language).config(OTHERS);
        Files.setPosixFilePermissions(machine.config(), PosixFilePermissions.fromString("rw-r-----"));
        JsonNode before = machine.configured();

        // when
        Run first = machine.curl();
        String written = Files.readString(machine.config());
        Run second = machine.wget();

        // then
        assertThat(first.exit()).as(first.output()).isZero();
        JsonNode after = machine.configured();
        for (String pointer : new String[] {"/gateway", "/channels", "/models/mode", "/models/providers/local"}) {
            assertThat(after.at(pointer)).isEqualTo(before.at(pointer));
        }
        assertThat(after.propertyNames()).containsExactly("gateway", "models", "channels");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(machine.config())))
                .isEqualTo("rw-r-----");
        assertThat(second.exit()).as(second.output()).isZero();
        assertThat(second.output()).contains("nothing to do");
        assertThat(Files.readString(machine.config())).isEqualTo(written);
        assertThat(machine.backups()).singleElement().satisfies(copy -> {
            assertThat(copy).hasContent(OTHERS);
            assertThat(copy.getFileName().toString()).matches("openclaw\\.json\\.qnp-backup-\\d{8}-\\d{6}");
        });
        assertThat(machine.files()).hasSize(2);
    }

    @Test
    void asksForTheKeyAtATerminalWithoutShowingIt() throws Exception {
        // given
        OpenClawMachine machine = machine("curl", "node");

        // when
        Run run = machine.typing(caller.key());

        // then
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(machine.configured().at("/models/providers/qnp/apiKey").asString())
                .isEqualTo(caller.key());
    }

    @Test
    void takesAnotherFileAndAnotherAddress() throws Exception {
        // given
        Path elsewhere = folder.resolve("it's \"my\" $HOME/claw.json");
        OpenClawMachine machine = withKey("curl", "node")
                .with("OPENCLAW_CONFIG", elsewhere.toString())
                .with("QNP_BASE_URL", gateway.http().root() + "/v1/");

        // when
        Run run = machine.curl();

        // then
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(elsewhere)
                .content()
                .contains("\"baseUrl\": \"" + gateway.http().root() + "/v1\"");
        assertThat(machine.files()).isEmpty();
    }

    @Test
    void changesWhatALinkLeadsToAndKeepsTheLink() throws Exception {
        // given
        OpenClawMachine machine = withKey("curl", "node").config("{\"kept\": true}");
        Path real = Files.move(machine.config(), folder.resolve("dotfiles.json"));
        Files.createSymbolicLink(machine.config(), real);

        // when
        Run run = machine.curl();

        // then
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(machine.config()).isSymbolicLink();
        assertThat(real).content().contains("\"kept\": true", caller.key());
    }
}
