package ai.qnp.web.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenClawScriptTest {
    @Test
    void hasTheServersAddressInIt() {
        // when
        String script = OpenClawScript.pointingTo("https://llm.example.com/api/v1");

        // then
        assertThat(script)
                .startsWith("#!/usr/bin/env bash\n")
                .contains("base_url_of_this_server='https://llm.example.com/api/v1'\n")
                .doesNotContain("@QNP_BASE_URL@");
    }

    @Test
    void anAddressIsOneWordOfBashWhateverItHolds() {
        assertThat(OpenClawScript.pointingTo("http://x/'$(reboot)"))
                .contains("base_url_of_this_server='http://x/'\\''$(reboot)'\n");
    }

    @Test
    void aDownloadThatBreaksOffRunsNothing() {
        assertThat(OpenClawScript.pointingTo("http://x")).endsWith("\nmain\n");
    }
}
