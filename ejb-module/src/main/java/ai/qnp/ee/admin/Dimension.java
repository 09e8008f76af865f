package ai.qnp.ee.admin;

/** What usage can be grouped by besides time, with its name in a record and in a day. */
enum Dimension {
    KEY("u.keyId", "key_id"),
    MODEL("u.model", "model"),
    PROVIDER("u.provider", "provider");

    private final String recordField;
    private final String dayColumn;

    Dimension(String recordField, String dayColumn) {
        this.recordField = recordField;
        this.dayColumn = dayColumn;
    }

    String recordField() {
        return recordField;
    }

    String dayColumn() {
        return dayColumn;
    }
}
