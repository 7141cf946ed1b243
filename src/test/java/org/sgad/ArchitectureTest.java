package org.sgad;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the root's {@code package-info}. */
class ArchitectureTest {
    private static final Map<String, String[]> MAY_USE = Map.ofEntries(
            uses("event"),
            uses("node"),
            uses("trace", "event", "node"),
            uses("http", "event", "node"),
            uses("security", "event", "node", "trace", "http"),
            uses("eventlog", "event", "node"),
            uses("broker", "event", "node"),
            uses("relay", "event", "node", "trace", "eventlog", "broker"),
            uses("intake", "event", "node", "trace", "eventlog", "broker"),
            uses("signal", "event", "node", "eventlog", "http", "security"),
            uses("push", "event", "node", "http", "security", "eventlog", "intake", "signal"),
            uses("presence", "event", "node", "eventlog", "http", "security", "signal", "push"),
            uses("availability", "event", "node", "eventlog", "http", "security", "signal"),
            uses("match", "event", "node", "eventlog", "broker", "intake", "http", "security"),
            uses("deadletter", "event", "node", "eventlog", "broker", "http", "security"),
            uses("replay", "event", "node", "eventlog", "broker", "http", "security"),
            uses("notification", "event", "node", "eventlog", "broker", "intake", "http", "security"),
            uses(
                    "admin",
                    "event",
                    "node",
                    "eventlog",
                    "http",
                    "security",
                    "intake",
                    "push",
                    "availability",
                    "deadletter",
                    "notification",
                    "broker"),
            uses(
                    "health",
                    "event",
                    "node",
                    "security",
                    "eventlog",
                    "broker",
                    "relay",
                    "intake",
                    "push",
                    "signal",
                    "availability",
                    "match",
                    "deadletter",
                    "notification"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.sgad");

    private static Map.Entry<String, String[]> uses(String name, String... others) {
        return Map.entry(name, others);
    }

    static Iterable<String> packages() {
        return MAY_USE.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheTableAllows(String name) {
        String[] allowed = Arrays.stream(MAY_USE.getOrDefault(name, new String[0]))
                .map(ArchitectureTest::packageOf)
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> others = resideInAPackage("org.sgad..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                .and(DescribedPredicate.not(resideInAPackage(packageOf(name))));

        noClasses()
                .that()
                .resideInAPackage(packageOf(name))
                .should()
                .dependOnClassesThat(others)
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals("org.sgad"))
                        .map(name -> name.replaceFirst("^org\\.sgad\\.", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(MAY_USE.keySet());
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.sgad.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheBrokerKnowsTheClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sgad.broker")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.rabbitmq..")
                .check(CLASSES);
    }

    @Test
    void onlySignalKnowsTheClientOfRedis() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sgad.signal")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("redis.clients..")
                .check(CLASSES);
    }

    @Test
    void onlyTraceKnowsOpenTelemetry() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.sgad.trace")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .check(CLASSES);
    }

    @Test
    void whoeverReadsTheTimeTakesAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("org.sgad.node.Platform")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(CLASSES);
    }

    /** The filter refuses what has none, so this tells before anybody is refused. */
    @Test
    void everyOperationSaysWhomItServes() {
        DescribedPredicate<CanBeAnnotated> said = annotatedWith(RolesAllowed.class)
                .or(annotatedWith(PermitAll.class))
                .or(annotatedWith(DenyAll.class))
                .forSubtype();
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .and()
                .areDeclaredInClassesThat(DescribedPredicate.not(said).forSubtype())
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .orShould()
                .beAnnotatedWith(DenyAll.class)
                .check(CLASSES);
    }

    private static String packageOf(String name) {
        return "org.sgad." + name + "..";
    }
}
