package ai.qnp.ee.payments;

import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.payments.SignedEvent.subscription;
import static ai.qnp.ee.payments.StripeFixture.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SubscriptionEventsTest {
    private final StripeFixture stripe;
    private final AdminFixture admin;
    private final String account;

    SubscriptionEventsTest(DatabaseKind kind) {
        stripe = new StripeFixture(kind);
        admin = stripe.admin;
        account = stripe.account;
    }

    @AfterEach
    void theBooksHold() throws Exception {
        stripe.assertBooksHold();
    }

    @ParameterizedTest
    @CsvSource({
        "active, PRO",
        "trialing, PRO",
        "past_due, PRO",
        "incomplete, FREE",
        "incomplete_expired, FREE",
        "unpaid, FREE",
        "canceled, FREE",
        "paused, FREE"
    })
    void theTierFollowsTheSubscription(String status, Tier tier) {
        stripe.take("evt_1", UPDATED, subscription(account, "sub_1", status));

        assertThat(stripe.tier()).isEqualTo(tier);
    }

    @Test
    void anEndedSubscriptionEndsTheTierAndNothingLateBringsItBack() {
        Instant start = admin.clock.instant();
        stripe.take("evt_1", "customer.subscription.created", start, subscription(account, "sub_1", "active"), null);
        stripe.take(
                "evt_3",
                "customer.subscription.deleted",
                start.plusSeconds(60),
                subscription(account, "sub_1", "canceled"),
                null);

        stripe.take("evt_2", UPDATED, start.plusSeconds(30), subscription(account, "sub_1", "active"), null);
        stripe.take("evt_4", UPDATED, start.plusSeconds(90), subscription(account, "sub_1", "active"), null);

        assertThat(stripe.tier()).isEqualTo(Tier.FREE);
    }

    @Test
    void anOlderEventChangesNothingThatANewerOneSaid() {
        Instant start = admin.clock.instant();
        stripe.take("evt_2", UPDATED, start.plusSeconds(5), subscription(account, "sub_1", "active"), "incomplete");

        String late = stripe.take("evt_1", UPDATED, start, subscription(account, "sub_1", "unpaid"), "incomplete");

        assertThat(late).isEqualTo("ignored: a newer event is known");
        assertThat(stripe.tier()).isEqualTo(Tier.PRO);
    }

    @Test
    void eventsOfOneSecondEndTheSameInAnyOrder() {
        Instant second = admin.clock.instant();
        List<Runnable> told = List.of(
                () -> stripe.take(
                        "evt_1",
                        "customer.subscription.created",
                        second,
                        subscription(account, "sub_1", "incomplete"),
                        null),
                () -> stripe.take("evt_2", UPDATED, second, subscription(account, "sub_1", "active"), "incomplete"),
                () -> stripe.take("evt_3", UPDATED, second, subscription(account, "sub_1", "past_due"), "active"));

        told.reversed().forEach(Runnable::run);

        assertThat(stripe.status()).isEqualTo("past_due");
    }

    @Test
    void anAccountStaysProAsLongAsOneOfItsSubscriptionsPays() {
        stripe.take("evt_1", UPDATED, subscription(account, "sub_1", "active"));
        stripe.take("evt_2", UPDATED, subscription(account, "sub_2", "active"));

        stripe.take("evt_3", "customer.subscription.deleted", subscription(account, "sub_1", "canceled"));
        assertThat(stripe.tier()).isEqualTo(Tier.PRO);

        stripe.take("evt_4", "customer.subscription.deleted", subscription(account, "sub_2", "canceled"));
        assertThat(stripe.tier()).isEqualTo(Tier.FREE);
    }

    @Test
    void aTierThatTheOperatorSetIsLeftAloneByWhatChangesNothing() {
        done(admin.accounts.changeTier(account, Tier.PRO, AdminFixture.ACTOR));

        stripe.take("evt_1", UPDATED, subscription(account, "sub_1", "incomplete_expired"));

        assertThat(stripe.tier()).isEqualTo(Tier.PRO);
    }
}
