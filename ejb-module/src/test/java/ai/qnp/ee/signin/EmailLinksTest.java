package ai.qnp.ee.signin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static ai.qnp.ee.signin.SignInFixture.BROWSER;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class EmailLinksTest {
    private static final String JO = "jo@example.com";

    private final AdminFixture admin;
    private final List<String> tokens = new ArrayList<>();
    private final EmailLinks links;
    private final EmailLinks openHouse;

    EmailLinksTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        links = links(false);
        openHouse = links(true);
    }

    private EmailLinks links(boolean signUp) {
        Letters letters = (to, letter) -> tokens.add(letter.text());
        Newcomers newcomers = new Newcomers(admin.accounts, SignInFixture.settings(signUp));
        return new EmailLinks(admin.accounts, newcomers, admin.store, letters, admin.ticks::get);
    }

    @Test
    void aLinkOpensTheAccountOfItsAddress() {
        String account = joined(JO);

        done(ask(links, " JO@example.com "));
        Entered entered = done(links.open(tokens.getFirst(), BROWSER, ACTOR));

        assertThat(entered).isEqualTo(new Entered(account, SignInMethod.EMAIL, "/dashboard/keys.xhtml"));
    }

    @Test
    void aLinkOpensOnceHoweverManyTryAtOnce() throws Exception {
        joined(JO);
        ask(links, JO);
        List<Future<Answer<Entered>>> tries = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                tries.add(callers.submit(() -> links.open(tokens.getFirst(), BROWSER, ACTOR)));
            }
        }

        int opened = 0;
        for (Future<Answer<Entered>> each : tries) {
            opened += each.get() instanceof Answer.Done<Entered> ? 1 : 0;
        }
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void aLinkOpensNothingInAnotherBrowserAndIsNotUsedUpThere() {
        joined(JO);
        ask(links, JO);

        assertThat(refused(links.open(tokens.getFirst(), "another", ACTOR)).status())
                .isEqualTo(403);
        assertThat(refused(links.open(tokens.getFirst(), null, ACTOR)).status()).isEqualTo(403);
        done(links.open(tokens.getFirst(), BROWSER, ACTOR));

        assertThat(admin.audit()).contains("sign_in.refused by test from 192.0.2.1");
    }

    @Test
    void aLinkEndsAfterFifteenMinutes() {
        joined(JO);
        ask(links, JO);
        admin.clock.pass(Duration.ofMinutes(15));

        assertThat(refused(links.open(tokens.getFirst(), BROWSER, ACTOR)).status())
                .isEqualTo(410);
    }

    @Test
    void anInventedLinkOpensNothing() {
        assertThat(refused(links.open("invented", BROWSER, ACTOR)).status()).isEqualTo(410);
    }

    @Test
    void anUnknownAddressHasTheSameAnswerAndNoLetter() {
        joined(JO);

        assertThat(ask(links, "nobody@example.com")).isEqualTo(new Answer.Done<>("nobody@example.com"));
        assertThat(ask(links, JO)).isEqualTo(new Answer.Done<>(JO));

        assertThat(tokens).hasSize(1);
    }

    @Test
    void whereItIsAllowedAnUnknownAddressGetsAFreeAccount() {
        done(ask(openHouse, "new@example.com"));
        Entered entered = done(openHouse.open(tokens.getFirst(), BROWSER, ACTOR));

        assertThat(done(admin.accounts.get(entered.accountId())).tier()).isEqualTo(Tier.FREE);
        assertThat(done(admin.accounts.get(entered.accountId())).email()).isEqualTo("new@example.com");
    }

    @Test
    void whatWasAllowedWhenAskedIsAskedAgainWhenOpened() {
        done(ask(openHouse, "new@example.com"));

        assertThat(refused(links.open(tokens.getFirst(), BROWSER, ACTOR)).code())
                .isEqualTo("no_account");
        assertThat(admin.accounts.withEmail("new@example.com")).isNull();
    }

    @Test
    void anAddressGetsFiveLinksAnHourFromWhereverTheyAreAskedFor() {
        for (int i = 0; i < 5; i++) {
            done(links.ask(JO, BROWSER, null, EmailLinksTest::letter, new Actor("test", "192.0.2." + i)));
        }

        assertThat(refused(ask(links, JO)).status()).isEqualTo(429);
        assertThat(refused(ask(links, "JO@EXAMPLE.COM")).status()).isEqualTo(429);
        done(ask(links, "other@example.com"));
        admin.ticks.addAndGet(Duration.ofHours(1).toNanos());
        done(ask(links, JO));
    }

    @Test
    void aPeerAsksForTwentyLinksAnHourKnownAddressesOrNot() {
        for (int i = 0; i < 20; i++) {
            done(ask(links, "user" + i + "@example.com"));
        }

        assertThat(refused(ask(links, "user20@example.com")).status()).isEqualTo(429);
        done(links.ask(JO, BROWSER, null, EmailLinksTest::letter, new Actor("test", "198.51.100.7")));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThat(refused(ask(links, "jo")).status()).isEqualTo(400);
        assertThat(refused(ask(links, "jo@example.com\r\nBcc: eve@example.com")).status())
                .isEqualTo(400);
    }

    @Test
    void theLinkStandsNowhereInTheDatabase() {
        joined(JO);
        ask(links, JO);

        assertThat(admin.database.execute("delete from sign_in_attempts where hash = '" + tokens.getFirst() + "'"))
                .isZero();
        assertThat(admin.database.execute("delete from sign_in_attempts")).isEqualTo(1);
    }

    private String joined(String address) {
        return done(admin.accounts.create(address, Tier.FREE, ACTOR)).id();
    }

    private Answer<String> ask(EmailLinks of, String address) {
        return of.ask(address, BROWSER, "/dashboard/keys.xhtml", EmailLinksTest::letter, ACTOR);
    }

    private static Letter letter(String token) {
        return new Letter("sign in", token);
    }
}
