package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Tier;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operator fills in: a new account, another plan for one, or money for it. */
public final class AccountDraft implements Serializable {
    private static final long serialVersionUID = 1L;

    private String email = "";
    private String tier = Tier.FREE.wireName();
    private String amount = "";
    private String reference = "";

    /** The plan that was chosen from a list of them all. */
    Tier wantedTier() {
        return Objects.requireNonNullElse(Tier.named(tier), Tier.FREE);
    }

    /** The address that opens the account. */
    public String getEmail() {
        return email;
    }

    /** Takes the address. */
    public void setEmail(@Nullable String email) {
        this.email = textOf(email);
    }

    /** The plan. */
    public String getTier() {
        return tier;
    }

    /** Takes the plan. */
    public void setTier(@Nullable String tier) {
        this.tier = textOf(tier);
    }

    /** How much, in USD; a comma will do. */
    public String getAmount() {
        return amount;
    }

    /** Takes how much. */
    public void setAmount(@Nullable String amount) {
        this.amount = textOf(amount).replace(',', '.');
    }

    /** What the payer calls it. */
    public String getReference() {
        return reference;
    }

    /** Takes what the payer calls it. */
    public void setReference(@Nullable String reference) {
        this.reference = textOf(reference);
    }

    private static String textOf(@Nullable String submitted) {
        return submitted == null ? "" : submitted.strip();
    }
}
