package ai.qnp.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.BrowserTest;
import ai.qnp.acceptance.server.Chromium;
import ai.qnp.acceptance.server.SignInSite;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The editor of a key: its chain by mouse and by keyboard, what is odd about it, and what a failure would lead to. */
@BrowserTest
class KeyEditorIT {
    private static SignInSite site;
    private static Page page;

    private long askedBefore;

    @BeforeAll
    static void start(Chromium chromium, SignInSite shared) {
        site = shared;
        page = chromium.somebody();
        // all of the editor is in sight: nothing scrolls under what is dragged
        page.setViewportSize(1280, 1800);
        site.signInOperator(page);
    }

    @BeforeEach
    void openTheEditor() {
        askedBefore = asked();
        page.navigate(site.root() + "/dashboard/keys.xhtml");
        page.locator("#newKey").click();
        assertThat(page.locator("#keyName")).isVisible();
    }

    @AfterEach
    void nobodyWasAsked() {
        assertThat(asked()).isEqualTo(askedBefore);
    }

    private static long asked() {
        return Stream.of("openai", "anthropic", "groq")
                .mapToLong(provider -> site.upstream().received(provider).size())
                .sum();
    }

    @Test
    void aClickThatIsFasterThanThePagesScriptsIsNotLost() {
        Page hasty = page.context().newPage();
        hasty.addInitScript("""
                new MutationObserver((changes, observer) => {
                  const button = document.getElementById('newKey');
                  if (button) {
                    observer.disconnect();
                    button.click();
                  }
                }).observe(document, {childList: true, subtree: true});
                """);

        hasty.navigate(site.root() + "/dashboard/keys.xhtml");

        assertThat(hasty.locator("#keyName")).isVisible();
        hasty.close();
    }

    @Test
    void saysWhatIsOddAsTheChainIsWritten() {
        // when
        addStep(0, "openai");
        addStep(1, "openai");

        // then
        assertThat(page.locator("#warnings")).containsText("Step 2 (openai): it is the same as step 1");

        // when
        choose("steps:1:provider", "anthropic");

        // then
        assertThat(page.locator("#lint")).not().containsText("the same as");

        // when
        page.locator("[id='steps:0:models_input']").fill("gpt-of-tomorrow");
        page.keyboard().press("Enter");

        // then
        assertThat(page.locator("#warnings")).containsText("openai/gpt-of-tomorrow is not in the catalogue");

        // when
        page.locator("[id='steps:0:models'] .ui-autocomplete-token-icon").click();

        // then
        assertThat(page.locator("#lint")).not().containsText("gpt-of-tomorrow");
    }

    @Test
    void tellsContextAndPriceOfModelsAsTheyAreChosen() {
        addStep(0, "openai");
        page.locator("[id='steps:0:models_input']").pressSequentially("gpt-4o-mini");
        Locator offered = page.locator(".models-panel tr")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^\\s*gpt-4o-mini-2024-07-18\\s*128K")));
        assertThat(offered.first()).containsText("$0.15 / $0.6");
        offered.first().click();

        assertThat(page.locator("[id='steps:0:facts']")).containsText("gpt-4o-mini-2024-07-18 128K · $0.15 / $0.6");
    }

    @Test
    void drawsWhatWouldBecomeOfARequestWhenAStepFails() {
        // given
        addStep(0, "openai");
        addStep(1, "anthropic");
        page.locator("#rehearsal summary").click();
        page.locator("#playModel").fill("openai/gpt-4o");
        page.locator("#playModel").press("Tab");
        Locator drawn = page.locator("#played .timeline li");
        assertThat(drawn.first()).containsText("openai/gpt-4o");
        assertThat(drawn).hasCount(2);

        // when
        choose("play:0:with", "429");

        // then
        assertThat(drawn).hasCount(3);
        assertThat(drawn.nth(0)).containsText("openai/");
        assertThat(drawn.nth(0)).containsText("rate limited");
        assertThat(drawn.nth(1)).containsText("anthropic/");
        assertThat(drawn.nth(1)).containsText("answered");
        assertThat(page.locator("#playEnd")).containsText("The client gets 200");

        // when
        choose("play:1:with", "timeout");

        // then
        assertThat(drawn.nth(1)).containsText("timed out");
        assertThat(page.locator("#playEnd")).hasClass("failed");
        assertThat(page.locator("#playEnd")).containsText(Pattern.compile("The client gets (429|5\\d\\d)"));

        // when
        choose("play:0:with", "400");

        // then
        assertThat(drawn).hasCount(2);
        assertThat(page.locator("#playEnd")).containsText("The client gets 400");
    }

    @Test
    void rehearsesThePlatformsProvidersWhereThereIsNoChain() {
        page.locator("#rehearsal summary").click();
        String first = page.locator("#played .timeline li b").first().innerText();

        choose("failure", "503");

        Locator drawn = page.locator("#played .timeline li");
        assertThat(drawn.nth(0)).containsText(first);
        assertThat(drawn.nth(0)).hasClass("failed");
        assertThat(drawn.nth(1)).not().containsText(first);
    }

    @Test
    void ordersTheChainByDraggingAndByTheKeyboard() {
        // given
        addStep(0, "openai");
        addStep(1, "anthropic");
        addStep(2, "groq");

        // when
        page.locator(".step")
                .nth(2)
                .locator(".grip")
                .dragTo(page.locator(".step").nth(0));

        // then
        assertThat(page.locator("[id='steps:0:provider']")).hasValue("groq");
        assertThat(page.locator("[id='steps:1:provider']")).hasValue("openai");
        assertThat(page.locator("[id='steps:2:provider']")).hasValue("anthropic");

        // when
        page.locator("[id='steps:0:down']").focus();
        page.keyboard().press("Enter");

        // then
        assertThat(page.locator("[id='steps:1:provider']")).hasValue("groq");
        assertThat(page.locator("[id='steps:1:down']")).isFocused();
        page.locator("#keyName").fill("in order");
        page.locator("#createKey").click();
        page.locator("#createdDone").click();
        assertThat(chainOf("in order")).containsExactly("openai", "groq", "anthropic");
    }

    @Test
    void everythingIsWithinReachOfTheKeyboard() {
        // given
        page.navigate(site.root() + "/dashboard/keys.xhtml");

        // when
        tabTo("newKey");
        page.keyboard().press("Enter");
        assertThat(page.locator("#keyName")).isFocused();
        page.keyboard().type("typed");
        tabTo("addStep");
        page.keyboard().press("Enter");
        assertThat(page.locator("[id='steps:0:provider']")).isFocused();
        page.waitForResponse(
                response -> response.request().method().equals("POST"),
                () -> page.keyboard().press("m"));
        tabTo("createKey");
        page.keyboard().press("Enter");

        // then
        assertThat(page.locator("#copyKey")).isFocused();
        tabTo("createdDone");
        page.keyboard().press("Enter");
        assertThat(page.locator("#createdDialog")).isHidden();
        assertThat(chainOf("typed")).containsExactly("mistral");

        // when
        page.locator("#keysTable tbody tr")
                .filter(new Locator.FilterOptions().setHasText("typed"))
                .locator("[id$=':revoke']")
                .press("Enter");

        // then: what does no harm has the keyboard
        assertThat(page.locator("#revokeDialog [data-close]")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#revokeDialog")).isHidden();

        // when: a dialog is left without doing anything
        tabTo("newKey");
        page.keyboard().press("Enter");
        assertThat(page.locator("#keyName")).isFocused();
        page.keyboard().press("Escape");

        // then
        assertThat(page.locator("#keyDialog")).isHidden();
        assertThat(page.locator("#newKey")).isFocused();
    }

    /** Goes from field to field until the one with that id has the keyboard. */
    private static void tabTo(String id) {
        for (int press = 0; press < 120; press++) {
            page.keyboard().press("Tab");
            if (id.equals(page.evaluate("document.activeElement.id"))) {
                return;
            }
        }
        throw new AssertionError("No way to " + id + " by the keyboard");
    }

    private static void addStep(int place, String provider) {
        page.locator("#addStep").click();
        choose("steps:" + place + ":provider", provider);
    }

    /** Chooses, and waits for what the server makes of it. */
    private static void choose(String id, String value) {
        Locator field = page.locator("[id='" + id + "']");
        assertThat(field).isVisible();
        if (!field.inputValue().equals(value)) {
            page.waitForResponse(
                    response -> response.request().method().equals("POST"), () -> field.selectOption(value));
        }
        assertThat(field).hasValue(value);
    }

    private static List<String> chainOf(String name) {
        for (JsonNode key :
                site.manage().call("GET", "/keys", null).expect(200).json().path("data")) {
            if (key.path("name").asString().equals(name)) {
                return key.path("chain")
                        .valueStream()
                        .map(step -> step.path("provider").asString())
                        .toList();
            }
        }
        throw new AssertionError("There is no key " + name);
    }
}
