package ai.qnp.web.dashboard;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.UsageOverview;
import ai.qnp.ee.admin.UsageTotals;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the chart component draws. Labels are ISO instants (or names) and colours are names: the page's script writes the times in
 * the reader's zone and takes the colours from the style sheet, so that both themes fit.
 */
final class ChartJson {
    private ChartJson() {}

    /** Requests by hour: those that went well with those that did not on top. */
    static String requests(List<UsageOverview.Point> series, String answered, String failed) {
        return requests("hour", bars(series), answered, failed);
    }

    /** The same by anything. */
    static String requests(String step, List<GroupBars.Bar> bars, String answered, String failed) {
        ObjectNode chart = chart(bars, step, "count");
        bars(chart, answered, "accent", bars, totals -> totals.requests() - totals.errors());
        bars(chart, failed, "bad", bars, UsageTotals::errors);
        return text(chart);
    }

    /** Cost by day. */
    static String cost(List<UsageOverview.Point> series, String cost) {
        return cost("day", bars(series), cost);
    }

    /** The same by anything. */
    static String cost(String step, List<GroupBars.Bar> bars, String cost) {
        ObjectNode chart = chart(bars, step, "money");
        bars(chart, cost, "second", bars, UsageTotals::cost);
        return text(chart);
    }

    /** Time to the first token by hour, on average; nothing where nothing began. */
    static String firstTokens(List<UsageOverview.Point> series, String average) {
        ObjectNode chart = chart(bars(series), "hour", "millis");
        bars(
                chart,
                average,
                "accent",
                bars(series),
                totals -> totals.firstTokens().mean());
        return text(chart);
    }

    private static List<GroupBars.Bar> bars(List<UsageOverview.Point> series) {
        return series.stream()
                .map(point -> new GroupBars.Bar(point.start().toString(), point.totals()))
                .toList();
    }

    /** Stands inside a page's script element, which no label may end. */
    private static String text(ObjectNode chart) {
        return Json.MAPPER
                .writer()
                .with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .writeValueAsString(chart)
                .replace("<", "\\u003c");
    }

    private static ObjectNode chart(List<GroupBars.Bar> bars, String step, String unit) {
        ObjectNode chart = Json.MAPPER.createObjectNode().put("type", "bar");
        ObjectNode data = chart.putObject("data");
        data.putArray("labels");
        bars.forEach(bar -> data.withArray("labels").add(bar.label()));
        chart.putObject("options").putObject("qnp").put("step", step).put("unit", unit);
        return chart;
    }

    private static void bars(
            ObjectNode chart,
            String label,
            String colour,
            List<GroupBars.Bar> all,
            Function<UsageTotals, @Nullable Number> value) {
        ObjectNode bars = chart.withObject("/data").withArray("datasets").addObject();
        bars.put("label", label).put("qnpColour", colour);
        bars.putArray("data");
        all.forEach(bar -> bars.withArray("data").addPOJO(value.apply(bar.totals())));
    }
}
