package io.weft.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LawsTest {
    /** Law 1's list: the packages in which time is an argument and nothing is drawn from outside. */
    private static final String[] CORES = {"io.weft.pipeline..", "io.weft.bgp..", "io.weft.nic..", "io.weft.daemon.node..", "io.weft.daemon.host..",
            "io.weft.labs.virtual.."};

    private static JavaClasses weft;

    @BeforeAll
    static void read() {
        weft = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.weft");
    }

    private static void holds(ArchRule rule) {
        rule.check(weft);
    }

    @Test
    void law1TheCoresTouchNoThreadSocketOrFile() {
        DescribedPredicate<JavaClass> io = resideInAPackage("java.io..").and(not(equivalentTo(java.io.ByteArrayOutputStream.class)));
        holds(noClasses().that().resideInAnyPackage(CORES).should().dependOnClassesThat(io).orShould().dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.util.concurrent..", "java.time..",
                        "java.lang.foreign..")
                .orShould().dependOnClassesThat().belongToAnyOf(Thread.class, ThreadLocal.class, Runtime.class, Process.class, System.Logger.class));
    }

    @Test
    void law1TheCoresReadNoClockAndNoEnvironment() {
        Set<String> forbidden = Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "exit", "identityHashCode");
        holds(noClasses().that().resideInAnyPackage(CORES).should().callMethodWhere(targets(System.class, forbidden)));
    }

    @Test
    void law1TheCoresDrawNothingUnseeded() {
        holds(noClasses().that().resideInAnyPackage(CORES).should().dependOnClassesThat()
                .belongToAnyOf(java.util.UUID.class, java.security.SecureRandom.class).orShould()
                .callMethodWhere(targets(Math.class, Set.of("random"))).orShould().callConstructor(java.util.Random.class).orShould()
                .callConstructor(java.util.SplittableRandom.class));
    }

    @Test
    void law1TheCoresKeepNoMutableStaticState() {
        holds(fields().that().areDeclaredInClassesThat().resideInAnyPackage(CORES).and().areStatic().should().beFinal());
        holds(noClasses().that().resideInAnyPackage(CORES).should().accessFieldWhere(writesAStaticFieldOutsideItsInitialiser()));
    }

    @Test
    void law3OnlyTheIcrcMaterialisesAPacket() {
        holds(classes().that(callAny("io.weft.pipeline.packet.Packet", "materialise")).should().haveFullyQualifiedName("io.weft.pipeline.wire.Icrc"));
    }

    @Test
    void law3TheDoorsFromDescriptionToBytesAreNamed() {
        holds(classes().that(callAny("io.weft.pipeline.wire.Icrc", "materialise")).should()
                .resideInAnyPackage("io.weft.pipeline.observe..", "io.weft.pipeline.wire..", "io.weft.nic..", "io.weft.daemon.capture..",
                        "io.weft.daemon.io.."));
    }

    @Test
    void law5TheCoresIterateOverNoHashOrderAndUseNoPlatformMath() {
        holds(noClasses().that().resideInAnyPackage(CORES).should().callMethodWhere(targets(Set.class, Set.of("of", "copyOf"))).orShould()
                .callMethodWhere(targets(java.util.Map.class, Set.of("of", "ofEntries", "copyOf"))).orShould()
                .callMethodWhere(targets(java.util.Collection.class, Set.of("parallelStream"))).orShould()
                .callMethodWhere(targets(Math.class, Set.of("sin", "cos", "tan", "exp", "log", "log10", "pow", "cbrt", "expm1", "log1p"))).orShould()
                .dependOnClassesThat().belongToAnyOf(java.util.IdentityHashMap.class, java.util.WeakHashMap.class));
        holds(noClasses().that().resideInAnyPackage(CORES).should()
                .callMethodWhere(targets(java.util.HashMap.class, Set.of("values", "keySet", "entrySet", "forEach"))).orShould()
                .callMethodWhere(targets(java.util.HashSet.class, Set.of("iterator", "forEach", "stream"))));
    }

    @Test
    void law10ModulesHaveNoArrowsBack() {
        forbid("io.weft.pipeline..", "io.weft.bgp..", "io.weft.nic..", "io.weft.daemon..", "io.weft.labs..");
        forbid("io.weft.bgp..", "io.weft.pipeline..", "io.weft.nic..", "io.weft.daemon..", "io.weft.labs..");
        forbid("io.weft.nic..", "io.weft.bgp..", "io.weft.daemon..", "io.weft.labs..");
        forbid("io.weft.daemon..", "io.weft.labs..");
    }

    @Test
    void law10PackagesHaveNoCycles() {
        holds(slices().matching("io.weft.(**)").should().beFreeOfCycles());
    }

    @Test
    void law10TheSystemIsTouchedInItsRoomsOnly() {
        holds(noClasses().that(resideInAPackage("io.weft.daemon..")
                .and(not(resideInAnyPackage("io.weft.daemon.io..", "io.weft.daemon.cli..", "io.weft.daemon.config..", "io.weft.daemon.capture.."))))
                .should().dependOnClassesThat().resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.lang.foreign.."));
    }

    @Test
    void law2NoNodeKnowsWhichWorldItIsIn() {
        holds(noClasses().that().resideInAnyPackage("io.weft.daemon.node..", "io.weft.daemon.host..").should().dependOnClassesThat()
                .resideInAnyPackage("io.weft.daemon.io..", "io.weft.labs.."));
    }

    @Test
    void namesSayWhatAThingIs() {
        holds(noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base)"));
        holds(noMethods().that().areDeclaredInClassesThat().resideInAnyPackage(CORES).should().haveNameMatching("finalize"));
    }

    private static void forbid(String from, String... to) {
        holds(noClasses().that().resideInAPackage(from).should().dependOnClassesThat().resideInAnyPackage(to));
    }

    private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaMethodCall> targets(Class<?> owner, Set<String> names) {
        return DescribedPredicate.describe(owner.getSimpleName() + "." + names,
                call -> call.getTargetOwner().isEquivalentTo(owner) && names.contains(call.getName()));
    }

    private static DescribedPredicate<JavaClass> callAny(String owner, String method) {
        return DescribedPredicate.describe("call " + owner + "." + method,
                type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().getFullName().equals(owner) && call.getName().equals(method)));
    }

    private static DescribedPredicate<JavaFieldAccess> writesAStaticFieldOutsideItsInitialiser() {
        return DescribedPredicate.describe("write a static field outside its class initialiser",
                access -> access.getAccessType() == JavaFieldAccess.AccessType.SET
                        && access.getTarget().resolveMember().map(f -> f.getModifiers().contains(JavaModifier.STATIC)).orElse(false)
                        && !access.getOrigin().getName().equals("<clinit>"));
    }
}
