package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.payments.Billing;
import ai.qnp.ee.payments.BillingService;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What billing.xhtml offers where people pay by themselves: each button leads to a page of Stripe's, which leads back. */
@Named
@RequestScoped
public class PaymentsView {
    @Inject
    private BillingService service;

    @Inject
    private Visitor visitor;

    private @Nullable Billing billing;
    private String amount = "";
    private boolean paid;

    @PostConstruct
    void load() {
        if (!visitor.isOperator()
                && service.get(visitor.accountId()) instanceof Answer.Done<Billing>(Billing found)
                && found.payments()) {
            billing = found;
        }
    }

    /** Says so to whoever comes back from paying. */
    public void arrived() {
        if (paid && isOn()) {
            Notices.done("billing.paid");
        }
    }

    /** Leads to where credits are paid. */
    public void buyCredits() throws IOException {
        leadTo(service.buyCredits(visitor.accountId(), amount));
    }

    /** Leads to where the pro tier is subscribed to. */
    public void buyPro() throws IOException {
        leadTo(service.buyPro(visitor.accountId()));
    }

    /** Leads to invoices, cards and the subscription. */
    public void showInvoices() throws IOException {
        leadTo(service.portal(visitor.accountId()));
    }

    private static void leadTo(Answer<String> page) throws IOException {
        switch (page) {
            case Answer.Done<String>(String url) ->
                FacesContext.getCurrentInstance().getExternalContext().redirect(url);
            case Answer.Refused<String>(var error) -> Notices.refused(error);
        }
    }

    /** Whether the account can pay by itself. The operator's own has nothing to pay. */
    public boolean isOn() {
        return billing != null;
    }

    /** Whether it can subscribe to the pro tier. */
    public boolean isProOnSale() {
        return billing != null && billing.proOnSale();
    }

    /** Whether it has paid before, so that there are invoices. */
    public boolean isCustomer() {
        return billing != null && billing.customer() != null;
    }

    /** How its subscription stands, in Stripe's word; empty when it never had one. */
    public String getSubscription() {
        return billing == null ? "" : Objects.requireNonNullElse(billing.subscription(), "");
    }

    /** How much shall be paid, in USD. */
    public String getAmount() {
        return amount;
    }

    /** Takes how much shall be paid. */
    public void setAmount(@Nullable String amount) {
        this.amount = amount == null ? "" : amount.strip();
    }

    /** Whether somebody comes back from paying. */
    public boolean isPaid() {
        return paid;
    }

    /** Takes whether somebody comes back from paying. */
    public void setPaid(boolean paid) {
        this.paid = paid;
    }
}
