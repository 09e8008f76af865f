package ai.qnp.ee.signin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ManagementTokensTest {
    private final AdminFixture admin;
    private final ManagementTokens tokens;
    private final String jo;

    ManagementTokensTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        tokens = new ManagementTokens(admin.store);
        jo = admin.account(Tier.FREE);
    }

    @Test
    void aTokenIsShownOnceAndKnownByItsHash() {
        IssuedToken issued = done(tokens.create(jo, " deploys ", ACTOR));

        assertThat(issued.text()).startsWith("qnpmanage_").hasSize(74);
        assertThat(issued.toString()).doesNotContain(issued.text());
        assertThat(tokens.find(issued.text()).accountId()).isEqualTo(jo);
        assertThat(tokens.list(jo)).singleElement().satisfies(token -> {
            assertThat(token.name()).isEqualTo("deploys");
            assertThat(issued.text()).startsWith(token.prefix());
            assertThat(token.prefix()).hasSize(16);
        });
        assertThat(admin.database.execute("delete from management_tokens where hash = '" + issued.text() + "'"))
                .isZero();
        assertThat(admin.audit()).contains("token.created by test from 192.0.2.1");
    }

    @Test
    void aRevokedTokenWorksNoMoreOnAnyNode() {
        IssuedToken issued = done(tokens.create(jo, "deploys", ACTOR));
        ManagementTokens anotherNode = new ManagementTokens(admin.store);
        anotherNode.find(issued.text());

        done(tokens.revoke(jo, issued.token().id(), ACTOR));

        assertThat(anotherNode.find(issued.text())).isNull();
        assertThat(tokens.list(jo)).isEmpty();
        assertThat(admin.audit()).contains("token.revoked by test from 192.0.2.1");
    }

    @Test
    void anotherAccountsTokenIsNotFound() {
        IssuedToken issued = done(tokens.create(jo, "deploys", ACTOR));
        String eve = admin.account(Tier.FREE);

        assertThat(refused(tokens.revoke(eve, issued.token().id(), ACTOR)).status())
                .isEqualTo(404);
        assertThat(tokens.list(eve)).isEmpty();
        assertThat(tokens.find(issued.text())).isNotNull();
    }

    @Test
    void itsLastUseIsKnownToTheMinute() {
        IssuedToken issued = done(tokens.create(jo, "deploys", ACTOR));
        tokens.find(issued.text());
        var first = tokens.list(jo).getFirst().lastUsedAt();
        admin.clock.pass(Duration.ofSeconds(59));
        tokens.find(issued.text());
        assertThat(tokens.list(jo).getFirst().lastUsedAt()).isEqualTo(first).isNotNull();

        admin.clock.pass(Duration.ofSeconds(1));
        tokens.find(issued.text());

        assertThat(tokens.list(jo).getFirst().lastUsedAt()).isAfter(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "qnpmanage_", "qnpmanage_00", "qnp-key", "token_1"})
    void whatIsNoTokenOpensNothing(String presented) {
        done(tokens.create(jo, "deploys", ACTOR));

        assertThat(tokens.find(presented)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines"})
    void aNameIsOneLine(String name) {
        assertThat(refused(tokens.create(jo, name, ACTOR)).param()).isEqualTo("name");
    }
}
