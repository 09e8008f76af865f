package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.relay.Grants.Lookup;
import ai.qnp.ee.persistence.DatabaseKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FirstStartTest {
    @TempDir
    Path dataDir;

    private final AdminFixture admin;

    FirstStartTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
    }

    @Test
    void makesTheOperatorAKeyThatWorksAndALinkThatOpens() throws Exception {
        start();

        String note = Files.readString(note());
        String key = found(note, "Bearer (qnp-\\w+)\"");
        String token = found(note, "http://127\\.0\\.0\\.1:9080/setup\\?token=(\\w+)");
        assertThat(admin.accounts.operator().tier()).isEqualTo(Tier.PRO);
        assertThat(KeyText.isWellFormed(key)).isTrue();
        assertThat(admin.grants.find(KeyText.hashOf(key))).isInstanceOf(Lookup.Found.class);
        assertThat(admin.setupLinks.redeem(token, ACTOR)).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note())))
                .isEqualTo("rw-------");
    }

    @Test
    void makesNothingTheSecondTimeNotEvenWhenTheKeyWasRevoked() throws Exception {
        start();
        Files.delete(note());
        String operator = admin.accounts.operator().id();
        String key = admin.directory.list(operator).getFirst().id();
        AdminFixture.done(admin.keys.revoke(operator, key, ACTOR));

        start();

        assertThat(dataDir).isEmptyDirectory();
        assertThat(admin.directory.list(operator)).hasSize(1);
    }

    private void start() throws Exception {
        new FirstStart(admin.store, admin.keys, admin.directory, admin.setupLinks, AdminFixture.settings(dataDir))
                .run();
    }

    private Path note() {
        return dataDir.resolve("first-start.txt");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
