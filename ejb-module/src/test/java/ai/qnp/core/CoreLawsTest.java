package ai.qnp.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import ai.qnp.core.provider.Secret;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.math.BigDecimal;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The laws of the architecture that concern the core; {@code VendorLawsTest} has those about vendors. */
@AnalyzeClasses(packages = "ai.qnp", importOptions = ImportOption.DoNotIncludeTests.class)
class CoreLawsTest {
    private static final String CORE = "ai.qnp.core..";
    private static final String RELAY = "ai.qnp.core.relay..";
    private static final String[] MONEY = {"ai.qnp.core.metering..", "ai.qnp.core.catalogue.."};

    @ArchTest
    static final ArchRule importsOnlyTheJdkJspecifyAndTheJsonLibrary = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "tools.jackson..", CORE);

    @ArchTest
    static final ArchRule doesNoInputOrOutput = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.net.http..", "java.sql..", "java.nio.file..", "java.nio.channels..")
                            .or(belongToAnyOf(Socket.class, HttpURLConnection.class, File.class)));

    @ArchTest
    static final ArchRule onlyTheRelayKnowsTheRelay = noClasses()
            .that(resideInAPackage(CORE).and(not(resideInAPackage(RELAY))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(RELAY);

    @ArchTest
    static final ArchRule hasNoClock = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
            .orShould()
            .dependOnClassesThat(belongToAnyOf(Clock.class));

    @ArchTest
    static final ArchRule hasNoChance = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .dependOnClassesThat(belongToAnyOf(Random.class, SecureRandom.class, ThreadLocalRandom.class));

    @ArchTest
    static final ArchRule looksIntoNoSecret =
            noClasses().that().resideInAPackage(CORE).should().callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule keepsNoMutableStatics = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage(CORE)
            .and()
            .areStatic()
            .should()
            .beFinal();

    @ArchTest
    static final ArchRule moneyIsNeverADoubleInAField = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY)
            .should()
            .haveRawType(double.class)
            .orShould()
            .haveRawType(float.class);

    @ArchTest
    static final ArchRule moneyIsNeverADoubleInAResult = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(MONEY)
            .should()
            .haveRawReturnType(double.class)
            .orShould()
            .haveRawReturnType(float.class);

    @ArchTest
    static final ArchRule moneyNeverPassesThroughADouble = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .callConstructor(BigDecimal.class, double.class)
            .orShould()
            .callMethod(BigDecimal.class, "valueOf", double.class)
            .orShould()
            .callMethod(BigDecimal.class, "doubleValue")
            .orShould()
            .callMethod(BigDecimal.class, "floatValue");
}
