package ai.qnp.web.manage;

import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Credit;
import ai.qnp.ee.admin.StoredCredential;
import ai.qnp.ee.payments.Billing;
import tools.jackson.databind.node.ObjectNode;

/** What is said about accounts, what they paid, and the keys of theirs at providers, as JSON. */
final class AccountJson {
    private AccountJson() {}

    static ObjectNode account(Account account) {
        return object().put("id", account.id())
                .put("email", account.email())
                .put("tier", account.tier().wireName())
                .put("balance_usd", MoneyText.of(account.balance()))
                .put("operator", account.operator())
                .put("created_at", account.createdAt().toString());
    }

    static ObjectNode billing(Billing billing) {
        return object().put("tier", billing.account().tier().wireName())
                .put("balance_usd", MoneyText.of(billing.account().balance()))
                .put("payments", billing.payments())
                .put("pro_on_sale", billing.proOnSale())
                .put("subscription", billing.subscription())
                .put("portal", billing.payments() && billing.customer() != null);
    }

    static ObjectNode credit(Credit credit) {
        return object().put("id", credit.id())
                .put("account_id", credit.accountId())
                .put("amount_usd", MoneyText.of(credit.amount()))
                .put("reference", credit.reference())
                .put("at", credit.at().toString())
                .put("balance_usd", MoneyText.of(credit.balance()));
    }

    static ObjectNode credential(StoredCredential credential) {
        return object().put("id", credential.id())
                .put("provider", credential.provider())
                .put("label", credential.label())
                .put("hint", credential.hint())
                .put("base_url", credential.baseUrl())
                .put("created_at", credential.createdAt().toString());
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
