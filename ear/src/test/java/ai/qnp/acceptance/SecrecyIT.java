package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks through everything that the gateway keeps or writes for what it must not keep. */
@AcceptanceTest
class SecrecyIT {
    private static final String LABEL = "label-to-be-found-a7f3";
    private static final String SECRET = "sk-sealed-secret-2209-never-in-clear";
    private static final String PROMPT = "prompt-marker-5f0e-of-a-user";
    private static final String COMPLETION = "completion-marker-77aa-of-a-model";
    private static final String UPSTREAM_BODY = "upstream-body-marker-31d0";

    private final Gateway gateway;

    SecrecyIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void keepsNoSecretPromptOrCompletionAnywhere() throws Exception {
        // given
        String broken = gateway.provider();
        String key = use(broken);

        // when
        List<String> kept = new ArrayList<>(database());
        kept.addAll(filesBelow(gateway.process().dataDir()));
        kept.add(gateway.process().output());

        // then
        assertThat(kept).anyMatch(text -> text.contains(LABEL));
        assertThat(kept).noneMatch(text -> text.contains(SECRET));
        assertThat(kept).noneMatch(text -> text.contains(key));
        assertThat(kept).noneMatch(text -> text.contains(PROMPT));
        assertThat(kept).noneMatch(text -> text.contains(COMPLETION));
        assertThat(kept).noneMatch(text -> text.contains(UPSTREAM_BODY));
        assertThat(kept).noneMatch(text -> text.contains(Gateway.OPENAI_SECRET));
        assertThat(kept).noneMatch(text -> text.contains(Gateway.secretOf(broken)));
    }

    /** Leaves traces wherever traces are left: a stored credential, good answers, a broken one, bodies that are kept; gives the key used. */
    private String use(String broken) throws Exception {
        String credential = gateway.manage()
                .call(
                        "POST",
                        "/credentials",
                        "{\"provider\":\"openai\",\"api_key\":\"" + SECRET + "\",\"label\":\"" + LABEL + "\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
        gateway.upstream().on("openai", Answers.says(COMPLETION));
        gateway.upstream().on(broken, Answers.fails(200, "{\"nonsense\":\"" + UPSTREAM_BODY + "\"}"));
        Caller caller = gateway.manage()
                .caller(
                        "{\"name\":\"secret\",\"log_bodies\":{\"retention_days\":1,\"max_bytes\":1000},\"chain\":[{\"provider\":\""
                                + broken
                                + "\",\"models\":[\"m1\"]},{\"provider\":\"openai\",\"models\":[\"gpt-4o\"],\"credential\":\""
                                + credential + "\"}]}");
        String body = Caller.ask("qnp/auto").replace("Hi", PROMPT);
        Answer answer = caller.chat(body).expect(200);
        assertThat(answer.text()).isEqualTo(COMPLETION);
        String request = answer.header("x-request-id").orElseThrow();
        assertThat(gateway.manage()
                        .call("GET", "/requests/" + request + "/body", null)
                        .expect(200)
                        .body())
                .contains(PROMPT);
        caller.chat(body + "{").expect(400);
        return caller.key();
    }

    private List<String> database() throws SQLException {
        if (gateway.postgres() == null) {
            return List.of();
        }
        var rows = new ArrayList<String>();
        try (Connection connection = gateway.postgres().getPostgresDatabase().getConnection()) {
            for (String table : column(
                    connection,
                    "select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables"
                            + " where table_type = 'BASE TABLE'"
                            + " and table_schema not in ('pg_catalog', 'information_schema')")) {
                rows.addAll(column(connection, "select t::text from " + table + " t"));
                rows.addAll(byteColumns(connection, table));
            }
        }
        return rows;
    }

    /** Byte columns print as hex: read them as text too. */
    private static List<String> byteColumns(Connection connection, String table) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    if (rows.getObject(i) instanceof byte[] bytes) {
                        values.add(new String(bytes, StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return values;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static List<String> filesBelow(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        var texts = new ArrayList<String>();
        for (Path file : files) {
            texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return texts;
    }
}
