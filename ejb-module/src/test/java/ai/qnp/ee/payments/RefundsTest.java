package ai.qnp.ee.payments;

import static ai.qnp.ee.payments.SignedEvent.checkout;
import static ai.qnp.ee.payments.SignedEvent.refunded;
import static ai.qnp.ee.payments.StripeFixture.PAID;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.persistence.DatabaseKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RefundsTest {
    private final StripeFixture stripe;
    private final AdminFixture admin;
    private final String account;

    RefundsTest(DatabaseKind kind) {
        stripe = new StripeFixture(kind);
        admin = stripe.admin;
        account = stripe.account;
    }

    @AfterEach
    void theBooksHold() throws Exception {
        stripe.assertBooksHold();
    }

    @Test
    void refundsAreTakenOutOnceEachAsFarAsTheyGo() {
        stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        stripe.take("evt_2", "charge.refunded", refunded(account, "pi_1", 500));
        stripe.take("evt_3", "charge.refunded", refunded(account, "pi_1", 2_500));
        stripe.take("evt_4", "charge.refunded", refunded(account, "pi_1", 2_500));

        assertThat(stripe.balance()).isZero();
        assertThat(stripe.references())
                .containsExactlyInAnyOrder("top_up pi_1", "refund pi_1:refunded:5", "refund pi_1:refunded:25");
        assertThat(admin.audit()).contains("credits.refunded by stripe from 192.0.2.9");
    }

    @Test
    void aRefundOfWhatIsGoneLeavesLessThanNothing() {
        stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));
        stripe.take("evt_2", PAID, checkout(account, "pi_2", 1_000, "paid"));
        stripe.take("evt_3", "charge.refunded", refunded(account, "pi_2", 1_000));

        // as if the first had been spent: Stripe's own word for how much is never doubted
        stripe.take("evt_4", "charge.refunded", refunded(account, "pi_1", 4_000));

        assertThat(stripe.balance()).isEqualByComparingTo("-15");
    }

    @Test
    void refundsThatComeBeforeTheirPaymentAndInTheWrongOrderEndTheSame() {
        stripe.take("evt_3", "charge.refunded", refunded(account, "pi_1", 2_000));
        stripe.take("evt_2", "charge.refunded", refunded(account, "pi_1", 500));
        assertThat(stripe.balance()).isZero();

        stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        assertThat(stripe.balance()).isEqualByComparingTo("5");
    }
}
