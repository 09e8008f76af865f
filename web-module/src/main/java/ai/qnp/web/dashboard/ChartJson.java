package ai.qnp.web.dashboard;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.UsageOverview;
import ai.qnp.ee.admin.UsageTotals;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the chart component draws. Labels are ISO instants and colours are names: the page's script writes the times in
 * the reader's zone and takes the colours from the style sheet, so that both themes fit.
 */
final class ChartJson {
    private ChartJson() {}

    /** Requests by hour: those that went well with those that did not on top. */
    static String requests(List<UsageOverview.Point> series, String answered, String failed) {
        ObjectNode chart = chart(series, "hour", "count");
        bars(chart, answered, "accent", series, totals -> totals.requests() - totals.errors());
        bars(chart, failed, "bad", series, UsageTotals::errors);
        return text(chart);
    }

    /** Cost by day. */
    static String cost(List<UsageOverview.Point> series, String cost) {
        ObjectNode chart = chart(series, "day", "money");
        bars(chart, cost, "second", series, UsageTotals::cost);
        return text(chart);
    }

    /** Stands inside a page's script element, which no label may end. */
    private static String text(ObjectNode chart) {
        return Json.MAPPER
                .writer()
                .with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .writeValueAsString(chart)
                .replace("<", "\\u003c");
    }

    private static ObjectNode chart(List<UsageOverview.Point> series, String step, String unit) {
        ObjectNode chart = Json.MAPPER.createObjectNode().put("type", "bar");
        ObjectNode data = chart.putObject("data");
        series.forEach(point -> data.withArray("labels").add(point.start().toString()));
        chart.putObject("options").putObject("qnp").put("step", step).put("unit", unit);
        return chart;
    }

    private static void bars(
            ObjectNode chart,
            String label,
            String colour,
            List<UsageOverview.Point> series,
            Function<UsageTotals, Number> value) {
        ObjectNode bars = chart.withObject("/data").withArray("datasets").addObject();
        bars.put("label", label).put("qnpColour", colour);
        series.forEach(point -> bars.withArray("data").addPOJO(value.apply(point.totals())));
    }
}
