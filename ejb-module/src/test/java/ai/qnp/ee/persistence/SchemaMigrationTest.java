package ai.qnp.ee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SchemaMigrationTest {
    private final TestDatabase database;
    private final SchemaMigration schema;

    SchemaMigrationTest(DatabaseKind kind) {
        database = kind.empty();
        schema = new SchemaMigration(database.dataSource());
    }

    @Test
    void bringsAnEmptyDatabaseToTheCurrentVersion() {
        boolean before = schema.isCurrent();

        schema.run();

        assertThat(before).isFalse();
        assertThat(schema.isCurrent()).isTrue();
    }

    @Test
    void changesNothingTheSecondTime() {
        schema.run();
        database.execute("insert into master_key_check values (1, 'kept')");

        schema.run();

        assertThat(database.execute("update master_key_check set sealed = 'still' where sealed = 'kept'"))
                .isEqualTo(1);
    }

    @Test
    void refusesASchemaThatANewerProgramMade() {
        schema.run();
        database.execute("insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
                + " \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, true)");

        assertThatThrownBy(schema::run)
                .isInstanceOf(SchemaMigration.WrongSchema.class)
                .hasMessageContaining("version 99");
        assertThat(schema.isCurrent()).isFalse();
    }

    @Test
    void expectsTheHighestVersionThatItsScriptsHave() {
        List<Integer> versions = Stream.of("common", "h2")
                .flatMap(folder -> scripts(folder).stream())
                .map(name -> Integer.valueOf(name.replaceFirst("^V(\\d+)__.*", "$1")))
                .sorted()
                .toList();

        assertThat(versions.getLast()).hasToString(SchemaMigration.VERSION);
    }

    @Test
    void everyFolderOfScriptsHasTheMarkerThatTheServerNeeds() {
        assertThat(Stream.of("db/migration/common", "db/migration/h2", "db/migration/postgresql", "db/callback"))
                .allSatisfy(folder -> assertThat(getClass().getResource("/" + folder + "/flyway.location"))
                        .isNotNull());
    }

    private static List<String> scripts(String folder) {
        URL url = Objects.requireNonNull(SchemaMigrationTest.class.getResource("/db/migration/" + folder));
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
