package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.OpenClawMachine;
import ai.qnp.acceptance.server.OpenClawMachine.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the set-up script for OpenClaw changes nothing, and says why. */
@AcceptanceTest
@Tag("once")
class OpenClawRefusalsIT {
    private static final String PATH = "/scripts/openclaw-qnp-setup.sh";

    private final Gateway gateway;
    private final Caller caller;

    @TempDir
    Path folder;

    OpenClawRefusalsIT(Gateway gateway) {
        this.gateway = gateway;
        this.caller = gateway.callerOver(Gateway.POLITE);
    }

    private OpenClawMachine machine(String... programs) throws Exception {
        return new OpenClawMachine(folder, gateway.http().root() + PATH, programs);
    }

    private OpenClawMachine withKey(String... programs) throws Exception {
        return machine(programs).with("QNP_API_KEY", caller.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"models\": {",
                "// mine\n{\"models\": {},}",
                "[]",
                "{\"models\": []}",
                "{\"models\": {\"providers\": \"none\"}}"
            })
    void leavesAFileAloneThatItCannotRead(String text) throws Exception {
        for (String language : new String[] {"node", "python3"}) {
            // given
            OpenClawMachine machine = new OpenClawMachine(
                            folder.resolve(language), gateway.http().root() + PATH, "curl", language)
                    .with("QNP_API_KEY", caller.key())
                    .config(text);

            // when
            Run run = machine.curl();

            // then
            assertThat(run.exit()).isNotZero();
            assertThat(run.output()).contains(machine.config() + " is left as it was");
            assertThat(machine.config()).hasContent(text);
            assertThat(machine.files()).containsExactly(machine.config());
        }
    }

    @Test
    void leavesANumberAloneThatWouldLoseDigits() throws Exception {
        // given
        OpenClawMachine machine = withKey("curl", "node").config("{\"guild\": 1234567890123456789}");

        // when
        Run run = machine.curl();

        // then
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("1234567890123456789 would lose digits");
        assertThat(machine.config()).hasContent("{\"guild\": 1234567890123456789}");
    }

    @Test
    void saysHowToGiveTheKeyWhereThereIsNoTerminal() throws Exception {
        // given
        OpenClawMachine machine = machine("curl", "node");

        // when
        Run run = machine.curl();

        // then
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("Set QNP_API_KEY");
        assertThat(machine.files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sk-other", "qnp-", "qnp-a\"b", "qnp-a'b", "qnp-$(touch x)", "qnp-a\\b", "qnp-a\nb", "qnp-a b"})
    void takesNothingForAKeyThatIsNone(String key) throws Exception {
        // given
        OpenClawMachine machine = machine("curl", "node").with("QNP_API_KEY", key);

        // when
        Run run = machine.curl();

        // then
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("That is no QNP key");
        assertThat(machine.files()).isEmpty();
    }

    @Test
    void writesNothingForAKeyThatTheServerRefuses() throws Exception {
        // given
        OpenClawMachine machine = machine("wget", "node").with("QNP_API_KEY", "qnp-unknown");

        // when
        Run run = machine.wget();

        // then
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("did not list this key's models");
        assertThat(machine.files()).isEmpty();
    }

    @Test
    void saysWhatIsMissingWhereThereIsNeitherNodeNorPython() throws Exception {
        // when
        Run run = withKey("curl").curl();

        // then
        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("Neither Node.js nor Python 3");
    }
}
