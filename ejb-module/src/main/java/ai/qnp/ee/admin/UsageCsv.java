package ai.qnp.ee.admin;

import static java.util.stream.Collectors.joining;

import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Usage records as CSV (RFC 4180) that a spreadsheet can open without running anything. */
final class UsageCsv {
    private static final String LINE_END = "\r\n";

    private UsageCsv() {}

    static String header() {
        return line(Arrays.stream(UsageField.values()).map(UsageField::wireName));
    }

    static String row(UsageRecord made) {
        return line(Arrays.stream(UsageField.values()).map(field -> cell(field.of(made))));
    }

    private static String line(Stream<String> cells) {
        return cells.collect(joining(",")) + LINE_END;
    }

    static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> quoted(harmless(text));
            case BigDecimal money -> MoneyText.of(money);
            case Object plain -> plain.toString();
        };
    }

    /** A spreadsheet takes a cell that begins so for a formula; an apostrophe in front makes it text. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(character -> ",\"\r\n".indexOf(character) >= 0);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
