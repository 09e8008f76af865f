package ai.qnp.web.dashboard;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.UsageHours;
import ai.qnp.ee.admin.UsageOverview;
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

    /** Requests by hour: those that went well at once, on top those that a fallback saved, then those that failed. */
    static String requests(List<UsageHours.Hour> hours, String answered, String saved, String failed) {
        ObjectNode chart = chart(starts(hours), "hour", "count");
        bars(
                chart,
                answered,
                "accent",
                hours,
                hour -> hour.totals().requests() - hour.totals().errors() - hour.saved());
        bars(chart, saved, "second", hours, UsageHours.Hour::saved);
        bars(chart, failed, "bad", hours, hour -> hour.totals().errors());
        return text(chart);
    }

    /** Requests by anything: those that went well with those that did not on top. */
    static String requests(String step, List<GroupBars.Bar> bars, String answered, String failed) {
        ObjectNode chart = chart(labels(bars), step, "count");
        bars(
                chart,
                answered,
                "accent",
                bars,
                bar -> bar.totals().requests() - bar.totals().errors());
        bars(chart, failed, "bad", bars, bar -> bar.totals().errors());
        return text(chart);
    }

    /** Cost by day. */
    static String cost(List<UsageOverview.Point> days, String cost) {
        return cost("day", bars(days), cost);
    }

    /** The same by anything. */
    static String cost(String step, List<GroupBars.Bar> bars, String cost) {
        ObjectNode chart = chart(labels(bars), step, "money");
        bars(chart, cost, "second", bars, bar -> bar.totals().cost());
        return text(chart);
    }

    /** Tokens by day: those of answers on top of those of prompts. */
    static String tokens(List<UsageOverview.Point> days, String prompt, String completion) {
        ObjectNode chart = chart(labels(bars(days)), "day", "count");
        bars(chart, prompt, "accent", days, day -> day.totals().promptTokens());
        bars(chart, completion, "second", days, day -> day.totals().completionTokens());
        return text(chart);
    }

    /** Time to the first token by hour, on average; nothing where nothing began. */
    static String firstTokens(List<UsageHours.Hour> hours, String average) {
        ObjectNode chart = chart(starts(hours), "hour", "millis");
        bars(
                chart,
                average,
                "accent",
                hours,
                hour -> hour.totals().firstTokens().mean());
        return text(chart);
    }

    private static List<GroupBars.Bar> bars(List<UsageOverview.Point> days) {
        return days.stream()
                .map(day -> new GroupBars.Bar(day.start().toString(), day.totals()))
                .toList();
    }

    private static List<String> labels(List<GroupBars.Bar> bars) {
        return bars.stream().map(GroupBars.Bar::label).toList();
    }

    private static List<String> starts(List<UsageHours.Hour> hours) {
        return hours.stream().map(hour -> hour.start().toString()).toList();
    }

    /** Stands inside a page's script element, which no label may end. */
    private static String text(ObjectNode chart) {
        return Json.MAPPER
                .writer()
                .with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .writeValueAsString(chart)
                .replace("<", "\\u003c");
    }

    private static ObjectNode chart(List<String> labels, String step, String unit) {
        ObjectNode chart = Json.MAPPER.createObjectNode().put("type", "bar");
        ObjectNode data = chart.putObject("data");
        data.putArray("labels");
        labels.forEach(label -> data.withArray("labels").add(label));
        chart.putObject("options").putObject("qnp").put("step", step).put("unit", unit);
        return chart;
    }

    private static <B> void bars(
            ObjectNode chart, String label, String colour, List<B> all, Function<B, @Nullable Number> value) {
        ObjectNode bars = chart.withObject("/data").withArray("datasets").addObject();
        bars.put("label", label).put("qnpColour", colour);
        bars.putArray("data");
        all.forEach(bar -> bars.withArray("data").addPOJO(value.apply(bar)));
    }
}
