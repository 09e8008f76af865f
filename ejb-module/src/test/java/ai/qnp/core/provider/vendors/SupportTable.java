package ai.qnp.core.provider.vendors;

import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.contract.ContractRequest;
import ai.qnp.core.provider.contract.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** What is asked, and what becomes of it at each vendor, as the vendors' contracts say and their tests prove. */
final class SupportTable {
    /** The package of the providers that an operator names, which stand for themselves. */
    private static final String OWN = "compatible";

    private SupportTable() {}

    static String markdown() {
        SequencedMap<String, Map<String, Outcome>> columns = columns();
        StringBuilder table = new StringBuilder("| |");
        columns.keySet().forEach(name -> table.append(' ').append(name).append(" |"));
        table.append("\n| --- |").append(" --- |".repeat(columns.size())).append('\n');
        for (ContractRequest request : ContractRequest.all()) {
            String cells = columns.values().stream()
                    .map(outcomes -> cell(outcomes.get(request.name())))
                    .collect(Collectors.joining(" | "));
            table.append("| ")
                    .append(request.what())
                    .append(" | ")
                    .append(cells)
                    .append(" |\n");
        }
        return table.toString();
    }

    /** Vendors without a contract, which may not be. */
    static List<String> without() {
        return Vendors.all().stream()
                .map(vendor -> vendor.profile().id())
                .filter(id -> Outcome.of(id).isEmpty())
                .toList();
    }

    private static SequencedMap<String, Map<String, Outcome>> columns() {
        SequencedMap<String, Map<String, Outcome>> columns = new LinkedHashMap<>();
        for (Provider vendor : Vendors.all()) {
            columns.put(vendor.profile().name(), Outcome.of(vendor.profile().id()));
        }
        columns.put("your own", Outcome.of(OWN));
        return columns;
    }

    private static String cell(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Translated translated -> translated.dropped().isEmpty() ? "✓" : "dropped";
            case Outcome.Refused refused -> "refused";
            case null -> throw new IllegalStateException("a contract.txt lacks a request");
        };
    }
}
