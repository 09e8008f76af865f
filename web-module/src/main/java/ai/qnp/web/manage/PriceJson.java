package ai.qnp.web.manage;

import ai.qnp.core.catalogue.Malformed;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.catalogue.PriceDifference;
import ai.qnp.core.catalogue.PriceFields;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.PricesReader;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.PriceBook;
import ai.qnp.ee.admin.PriceImport;
import ai.qnp.ee.admin.ReRating;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The price book in the API's words; prices are written as a catalogue writes them. */
final class PriceJson {
    private PriceJson() {}

    /** The prices of a body {@code {"prices":{…}}}. */
    static Answer<Prices> prices(Fields fields) {
        ObjectNode given = fields.object("prices");
        if (given == null) {
            fields.refuse(ApiError.invalid("missing_field", "'prices' is required.", "prices"));
        }
        Answer<ObjectNode> known = fields.answer(() -> given == null ? Json.MAPPER.createObjectNode() : given);
        return known.then(node -> {
            try {
                return new Answer.Done<>(PricesReader.read(node));
            } catch (Malformed wrong) {
                return new Answer.Refused<>(ApiError.invalid("invalid_value", wrong.getMessage() + ".", "prices"));
            }
        });
    }

    static ObjectNode book(PriceBook book) {
        ObjectNode json = version(book);
        ArrayNode data = json.putArray("data");
        book.lines()
                .forEach(line -> data.add(
                        model(line.provider(), line.model(), line.prices()).put("overridden", line.overridden())));
        return json.putNull("next");
    }

    static ObjectNode version(PriceBook book) {
        return Json.MAPPER
                .createObjectNode()
                .put("version", book.version())
                .put("since", book.at().toString());
    }

    private static ObjectNode model(String provider, String model, @Nullable Prices prices) {
        ObjectNode json =
                Json.MAPPER.createObjectNode().put("provider", provider).put("model", model);
        json.set("prices", prices == null ? json.nullNode() : PriceFields.json(prices));
        return json;
    }

    static ObjectNode imported(PriceImport imported) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("applied", imported.version() != null)
                .put("version", imported.version())
                .put("as_of", imported.asOf());
        PriceDifference difference = imported.difference();
        json.set("added", models(difference.added()));
        json.set("removed", models(difference.removed()));
        ArrayNode changed = json.putArray("changed");
        difference
                .changed()
                .forEach(change -> changed.addObject()
                        .put(
                                "provider",
                                change.model().substring(0, change.model().indexOf('/')))
                        .put("model", change.model().substring(change.model().indexOf('/') + 1))
                        .put("field", change.field())
                        .put("old", change.before())
                        .put("new", change.after()));
        return json;
    }

    private static ArrayNode models(List<Model> models) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        models.forEach(model -> array.add(model(model.provider(), model.slug(), model.prices())));
        return array;
    }

    static ObjectNode reRating(ReRating reRating) {
        ObjectNode json = Json.MAPPER.createObjectNode().put("version", reRating.version());
        json.setAll(Replies.list(reRating.lines(), null, PriceJson::line));
        return json;
    }

    private static ObjectNode line(ReRating.Line line) {
        return Json.MAPPER
                .createObjectNode()
                .put("provider", line.provider())
                .put("model", line.model())
                .put("requests", line.requests())
                .put("old_cost_usd", MoneyText.of(line.oldCost()))
                .put("new_cost_usd", MoneyText.of(line.newCost()))
                .put("difference_usd", MoneyText.of(line.difference()))
                .put("unpriced_requests", line.unpriced())
                .put("unpriced_old_cost_usd", MoneyText.of(line.unpricedOldCost()))
                .put("newly_priced_requests", line.newlyPriced())
                .put("newly_priced_cost_usd", MoneyText.of(line.newlyPricedCost()));
    }
}
