import java.sql.DriverManager;
import java.sql.SQLException;

/** What `./qnp doctor` asks a database: does it let us in? Run as a single source file, the driver on the class path. */
final class DatabaseCheck {
    private DatabaseCheck() {}

    public static void main(String[] arguments) {
        DriverManager.setLoginTimeout(5);
        try (var connection = DriverManager.getConnection(
                System.getenv("QNP_DATABASE_URL"),
                System.getenv("QNP_DATABASE_USER"),
                System.getenv("QNP_DATABASE_PASSWORD"))) {
            var database = connection.getMetaData();
            System.out.println(database.getDatabaseProductName() + " " + database.getDatabaseProductVersion());
        } catch (SQLException refused) {
            System.out.println(refused.getMessage());
            System.exit(1);
        }
    }
}
