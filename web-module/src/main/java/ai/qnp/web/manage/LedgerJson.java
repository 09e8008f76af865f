package ai.qnp.web.manage;

import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.accounting.LedgerAudit;
import ai.qnp.ee.admin.LedgerTransaction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The books as JSON. */
final class LedgerJson {
    private LedgerJson() {}

    static ObjectNode ledgerTransaction(LedgerTransaction transaction) {
        ObjectNode node = object().put("id", transaction.id())
                .put("at", transaction.at().toString())
                .put("kind", transaction.kind())
                .put("request_id", transaction.requestId())
                .put("reference", transaction.reference());
        ArrayNode entries = node.putArray("entries");
        transaction
                .entries()
                .forEach(entry -> entries.addObject()
                        .put("account", entry.account())
                        .put("amount_usd", MoneyText.of(entry.amount())));
        return node;
    }

    static ObjectNode proof(LedgerAudit.Proof proof) {
        ObjectNode node = object().put("claim", proof.claim()).put("holds", proof.holds());
        ArrayNode wrong = node.putArray("wrong");
        proof.wrong().forEach(wrong::add);
        return node;
    }

    private static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }
}
