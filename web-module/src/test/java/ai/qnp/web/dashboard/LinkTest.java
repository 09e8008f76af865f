package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkTest {
    @Test
    void whatIsSaidIsInTheAddressAndNothingElse() {
        Link link = Link.to("/dashboard/audit.xhtml")
                .with("action", "key & <b>")
                .with("from", null)
                .with("to", " ");

        assertThat(link.text()).isEqualTo("/dashboard/audit.xhtml?action=key+%26+%3Cb%3E");
    }

    @Test
    void whereNothingFollowsThereIsNoLink() {
        Link link = Link.to("/dashboard/billing.xhtml");

        assertThat(link.next(null)).isEmpty();
        assertThat(link.next("abc")).isEqualTo("/dashboard/billing.xhtml?cursor=abc");
    }
}
