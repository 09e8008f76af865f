package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.SdkEnvironment;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.FakeUpstream;
import ai.qnp.machine.MachineTools;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first ten minutes with a server: from the link that its first start prints to a page that turned green. */
@BrowserTest
class FirstRunIT {
    private static final String ADMIN_TOKEN = "operator-token-of-the-first-run";
    private static final String WRONG = "sk-wrong-of-the-newcomer-1111";
    private static final String RIGHT = "sk-right-of-the-newcomer-2222";
    private static final String MODELS = "/openai/v1/models";
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

    @TempDir
    static Path folder;

    private static FakeUpstream upstream;
    private static GatewayProcess process;
    private static Chromium chromium;

    @BeforeAll
    static void start(Chromium browser) throws Exception {
        chromium = browser;
        upstream = FakeUpstream.plain();
        upstream.on("openai", Answers.says("Hello", " there"));
        process = GatewayProcess.start(
                        GatewayProcess.freePort(), folder.resolve("home"), Map.of("QNP_ADMIN_TOKEN", ADMIN_TOKEN))
                .awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        if (process != null) {
            process.close();
        }
        upstream.close();
    }

    @Test
    void leadsFromTheSetUpLinkToAPageThatTurnsGreen() throws Exception {
        Page page = chromium.somebody();
        page.navigate(process.setUpLink());
        assertThat(page.locator("#stepProvider")).not().hasClass(Pattern.compile("done"));
        page.locator("#stepProvider a").click();
        addsACredentialThatIsTried(page);

        page.locator("#navOverview").click();
        assertThat(page.locator("#stepProvider")).hasClass(Pattern.compile("done"));
        assertThat(page.locator("#stepKey")).not().hasClass(Pattern.compile("done"));
        page.locator("#stepKey a").click();
        String key = makesAKey(page);

        page.locator("#connectNow").click();
        page.waitForURL("**/dashboard/connect.xhtml");
        assertThat(page.locator("#arrivalState")).containsText("Waiting");
        Locator curl = page.locator("#curlText");
        assertThat(curl).containsText(key);
        assertThat(run("bash", "-c", curl.textContent())).contains("Hello there");
        assertThat(page.locator("#arrivalState"))
                .hasClass(Pattern.compile("good"), new LocatorAssertions.HasClassOptions().setTimeout(20_000));
        assertThat(page.locator("#arrivalState")).containsText("OpenAI");
        assertThat(page.locator("#arrivalState")).containsText("1,000 → 500");
        assertThat(upstream.await("openai").header("authorization")).hasValue("Bearer " + RIGHT);
        runsTheOtherClients(page);

        page.locator("#arrivalReceipt").click();
        assertThat(page.locator("#answerHeading")).containsText("200");
        page.locator("#navOverview").click();
        assertThat(page.locator("#requestsToday")).isVisible();
        assertThat(page.locator("#nextSteps")).hasCount(0);
        opensTheRequestsAgainWithoutTheKey(page, key);
    }

    private static void addsACredentialThatIsTried(Page page) {
        upstream.file(
                MODELS,
                Answers.fails(
                        401,
                        Answers.error(
                                "Incorrect API key provided: " + WRONG + ". <b>Sorry</b>",
                                "invalid_request_error",
                                "invalid_api_key")));
        fillCredential(page, WRONG);
        assertThat(page.locator("#credentialDoubt")).containsText("Incorrect API key provided: ****", PATIENTLY);
        assertThat(page.locator("#credentialDoubt")).containsText("<b>Sorry</b>");
        assertThat(page.locator("#credentialDoubt")).not().containsText(WRONG);
        assertThat(page.locator("#keepCredential")).isVisible();

        upstream.file(MODELS, Answers.fails(200, "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-4o-mini\"}]}"));
        page.locator("#credentialSecret").fill(RIGHT);
        page.locator("#saveCredential").click();
        assertThat(page.locator("#notices")).containsText("accepted", PATIENTLY);
        assertThat(page.locator("#credentialsTable")).containsText("…2222");
        assertThat(page.content()).doesNotContain(RIGHT);
        page.locator("#credentialsTable [aria-label^='Test: OpenAI']").click();
        assertThat(page.locator("#notices")).containsText("OpenAI accepts the key …2222", PATIENTLY);
    }

    private static void fillCredential(Page page, String secret) {
        page.locator("#newCredential").click();
        page.locator("#credentialProvider").selectOption("openai");
        page.locator("#credentialSecret").fill(secret);
        page.locator("#credentialDialogBody summary").click();
        page.locator("#credentialBaseUrl").fill(upstream.baseUrl("openai"));
        page.locator("#saveCredential").click();
    }

    private static String makesAKey(Page page) {
        page.locator("#newKey").click();
        page.locator("#keyName").fill("my first");
        page.locator("#addStep").click();
        assertThat(page.locator("[id='steps:0:provider']")).hasValue("openai");
        assertThat(page.locator("[id='steps:0:credential']")).not().hasValue("platform");
        page.locator("#createKey").click();
        assertThat(page.locator("#createdKey")).isVisible();
        return page.locator("#createdKey").inputValue();
    }

    private static void runsTheOtherClients(Page page) throws Exception {
        String python = SdkEnvironment.python().toString();
        assertThat(run(python, "-c", page.locator("#pythonText").textContent())).contains("Hello there");
        assertThat(run(python, "-c", page.locator("#langChainText").textContent()))
                .contains("Hello there");
        Path script = Files.createTempFile(SdkEnvironment.node(), "connect", ".mjs");
        Files.writeString(script, page.locator("#nodeText").textContent());
        try {
            assertThat(run(MachineTools.require("node").toString(), script.toString()))
                    .contains("Hello there");
        } finally {
            Files.delete(script);
        }
    }

    private static void opensTheRequestsAgainWithoutTheKey(Page page, String key) {
        page.locator("#navCredentials").click();
        assertThat(page.locator("#credentialsTable tbody tr").filter(new Locator.FilterOptions().setHasText("…2222")))
                .containsText("my first");
        page.locator("#navKeys").click();
        page.locator("#keysTable tbody tr")
                .filter(new Locator.FilterOptions().setHasText("my first"))
                .locator("a.connect")
                .click();
        assertThat(page.locator("#curlText")).containsText("YOUR_KEY");
        assertThat(page.locator("#arrivalState")).hasClass(Pattern.compile("good"));
        assertThat(page.content()).doesNotContain(key);
        page.navigate(process.address() + "/dashboard/connect.xhtml?key=key_none");
        assertThat(page.locator("#noKey")).isVisible();
    }

    @Test
    void aCredentialThatFailedTheTrialCanBeKeptAnyway() {
        Page page = chromium.somebody();
        page.navigate(process.address() + "/signin.xhtml");
        page.locator("#adminToken").fill(ADMIN_TOKEN);
        page.locator("#signIn").click();
        page.locator("#navCredentials").click();
        page.locator("#newCredential").click();
        page.locator("#credentialProvider").selectOption("anthropic");
        page.locator("#credentialSecret").fill("sk-ant-of-tomorrow-3333");
        page.locator("#credentialDialogBody summary").click();
        page.locator("#credentialBaseUrl").fill("http://127.0.0.1:9/v1");
        page.locator("#saveCredential").click();
        assertThat(page.locator("#credentialDoubt")).containsText("could not be reached", PATIENTLY);
        assertThat(page.locator("#credentialsTable")).not().containsText("…3333");

        page.locator("#keepCredential").click();
        assertThat(page.locator("#credentialDialog")).isHidden();
        assertThat(page.locator("#credentialsTable")).containsText("…3333");
        Locator row =
                page.locator("#credentialsTable tbody tr").filter(new Locator.FilterOptions().setHasText("…3333"));
        row.locator("[id$=':test']").click();
        assertThat(page.locator("#notices")).containsText("Anthropic could not be reached with the key", PATIENTLY);
        row.locator("[id$=':delete']").click();
        page.locator("#confirmDelete").click();
        assertThat(page.locator("#credentialsTable")).not().containsText("…3333");
    }

    private static String run(String... command) throws Exception {
        Process client =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        client.getOutputStream().close();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor()).as(output).isZero();
        return output;
    }
}
