package ai.qnp.ee;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.ServerSettings;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The laws of the architecture that concern what stands around the core in this module. */
@AnalyzeClasses(packages = "ai.qnp", importOptions = ImportOption.DoNotIncludeTests.class)
class HostLawsTest {
    /**
     * The operator's own secrets, the master key and the admin token, are no vendor's keys; nor are those by which this
     * server is known to a mail server or to who takes payments.
     */
    @ArchTest
    static final ArchRule onlyTransportAndVaultLookIntoASecret = noClasses()
            .that()
            .resideOutsideOfPackages("ai.qnp.ee.upstream..", "ai.qnp.ee.vault..")
            .and(DescribedPredicate.not(belongToAnyOf(ServerSettings.class))
                    .and(DescribedPredicate.not(
                            JavaClass.Predicates.resideInAnyPackage("ai.qnp.ee.signin", "ai.qnp.ee.payments"))))
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule aTransactionNeverSpansAnUpstreamCall = noClasses()
            .that()
            .resideInAnyPackage("ai.qnp.ee.persistence..", "ai.qnp.ee.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.qnp.ee.upstream..");

    @ArchTest
    static final ArchRule theDatabaseIsAskedByTheStoreAlone = noClasses()
            .that()
            .resideInAnyPackage("ai.qnp.ee.upstream..", "ai.qnp.ee.gateway..", "ai.qnp.ee.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..");
}
