package ai.qnp.lambda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "ai.qnp.lambda", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule NEEDS_NO_APPLICATION_SERVER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.enterprise..", "jakarta.ejb..", "jakarta.ws.rs..", "jakarta.inject..")
            .because("a function has no container, and waiting for one would cost its cold start");

    @ArchTest
    static final ArchRule HAS_NO_POLICY_OF_ITS_OWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.qnp.core.provider.*..", "ai.qnp.core.limits..", "ai.qnp.ee.admin..")
            .because("Lambda is a host of the same relay as the server");
}
