package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment for credits, and what of it was paid back. */
@Entity
@Table(name = "payments")
public class PaymentRow {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "customer_id")
    private @Nullable String customerId;

    @Column(name = "paid_usd")
    private @Nullable BigDecimal paid;

    @Column(name = "refunded_usd")
    private BigDecimal refunded;

    private Instant at;

    /** For the persistence provider, which sets the fields itself. */
    protected PaymentRow() {}

    /** Makes a row of a payment that nothing is known of yet. */
    public PaymentRow(String id, String accountId, Instant at) {
        this.id = id;
        this.accountId = accountId;
        this.refunded = BigDecimal.ZERO;
        this.at = at;
    }

    /** The provider's id of it. */
    public String id() {
        return id;
    }

    /** Whose wallet it is for. */
    public String accountId() {
        return accountId;
    }

    /** Who paid, as the provider calls them. */
    public @Nullable String customerId() {
        return customerId;
    }

    /** What was paid; null while that is not known. */
    public @Nullable BigDecimal paid() {
        return paid;
    }

    /** What was paid back of it, all in all. */
    public BigDecimal refunded() {
        return refunded;
    }

    /** When it was first heard of. */
    public Instant at() {
        return at;
    }

    /** It was paid. */
    public void pay(BigDecimal amount, @Nullable String customer) {
        this.paid = amount;
        this.customerId = customer;
    }

    /** So much was paid back, all in all. */
    public void refund(BigDecimal amount) {
        this.refunded = amount;
    }
}
