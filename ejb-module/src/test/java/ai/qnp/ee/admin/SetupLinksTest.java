package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;

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
class SetupLinksTest {
    private final AdminFixture admin;

    SetupLinksTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
    }

    @Test
    void aLinkOpensOnceHoweverManyTryAtOnce() throws Exception {
        String token = admin.setupLinks.create(ACTOR);
        List<Future<Boolean>> tries = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                tries.add(callers.submit(() -> admin.setupLinks.redeem(token, ACTOR)));
            }
        }

        int opened = 0;
        for (Future<Boolean> each : tries) {
            opened += each.get() ? 1 : 0;
        }
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void aLinkEndsAfterADay() {
        String token = admin.setupLinks.create(ACTOR);
        admin.clock.pass(Duration.ofHours(24));

        assertThat(admin.setupLinks.redeem(token, ACTOR)).isFalse();
    }

    @Test
    void anInventedLinkDoesNotOpenAndIsNoted() {
        assertThat(admin.setupLinks.redeem("invented", ACTOR)).isFalse();
        assertThat(admin.audit()).containsExactly("setup_link.refused by test from 192.0.2.1");
    }
}
