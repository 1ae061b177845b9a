package io.weft.tests.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weft.tests.build.Clone.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./weft} on machines that lack this or that. Maven and JDKs are scripts that only say that they were called. */
class WeftScriptTest {
    private static final String WHAT_TO_DO = "Weft needs a JDK 25 or newer. Install one and run this again";

    @TempDir
    private Path folder;
    private Clone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new Clone(folder);
    }

    @Test
    void looksForAJdkInJavaHomeThenPathThenTheUsualFoldersThenItsCache() throws Exception {
        Path cached = Clone.jdk(clone.home.resolve(".cache/weft/jdk/25.0.3_9"), "25.0.3");
        assertThat(clone.weft("x").out()).isEqualTo("ran in " + cached + ": <x>\n");

        Path installed = Clone.jdk(folder.resolve("jvm/temurin-25"), "25");
        clone.environment.put("WEFT_JVM_FOLDERS", folder.resolve("jvm") + "/*");
        assertThat(clone.weft("x").out()).isEqualTo("ran in " + installed + ": <x>\n");

        Path inPath = Clone.jdk(folder.resolve("elsewhere"), "26-ea");
        clone.link("java", inPath.resolve("bin/java"));
        assertThat(clone.weft("x").out()).isEqualTo("ran in " + inPath + ": <x>\n");

        Path javaHome = Clone.jdk(folder.resolve("java home"), "25.0.1");
        clone.environment.put("JAVA_HOME", javaHome.toString());
        assertThat(clone.weft("x").out()).isEqualTo("ran in " + javaHome + ": <x>\n");
    }

    @Test
    void passesOverAJdkThatIsTooOldAndAJreThatCannotCompile() throws Exception {
        Path old = Clone.jdk(folder.resolve("jvm/java-17"), "17.0.15");
        Path jre = Clone.jdk(folder.resolve("jvm/jre-25"), "25.0.1");
        Files.delete(jre.resolve("bin/javac"));
        Path wanted = Clone.jdk(folder.resolve("jvm/temurin-30"), "30");
        clone.environment.put("JAVA_HOME", old.toString());
        clone.environment.put("WEFT_JVM_FOLDERS", folder.resolve("jvm") + "/*");
        assertThat(clone.weft("x").out()).isEqualTo("ran in " + wanted + ": <x>\n");
    }

    @Test
    void saysWhatToInstallAndExits3WhenThereIsNoJdkAndNoneCanBeFetched() throws Exception {
        Outcome outcome = clone.weft("lab", "list");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("could not be fetched", WHAT_TO_DO, "apt-get install openjdk-25-jdk", "JAVA_HOME", "WEFT_JDK_URL");
        assertThat(clone.mavenCalls()).isEmpty();
    }

    @Test
    void saysThatCurlOrWgetIsNeededWhenNeitherIsThere() throws Exception {
        clone.remove("curl");
        Outcome outcome = clone.weft("lab", "list");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("curl or wget", WHAT_TO_DO);
    }

    @Test
    void fetchesAJdkIntoTheCacheOnceAndSaysSoFirst() throws Exception {
        try (var mirror = new Mirror(archive(), "")) {
            clone.environment.put("WEFT_JDK_URL", mirror.url());
            Outcome first = clone.weft("x", "y z");
            assertThat(first.out()).isEqualTo("ran in " + cache().resolve("25.0.3_9") + ": <x> <y z>\n");
            assertThat(first.err()).startsWith("weft: no JDK 25 or newer found; fetching " + mirror.url() + "/OpenJDK25U-jdk_");
            assertThat(mirror.asked).hasSize(2);
            assertThat(clone.mavenCalls()).singleElement().asString().startsWith(cache().resolve("25.0.3_9") + " ");

            assertThat(clone.weft("x").exitCode()).isZero();
            assertThat(mirror.asked).hasSize(2);
        }
    }

    @Test
    void installsNothingWhenTheChecksumIsWrong() throws Exception {
        try (var mirror = new Mirror(archive(), "0")) {
            clone.environment.put("WEFT_JDK_URL", mirror.url());
            Outcome outcome = clone.weft("x");
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err()).contains("the checksum of OpenJDK25U-jdk_", "is wrong", "nothing was installed", WHAT_TO_DO);
            assertThat(cache()).isEmptyDirectory();
        }
    }

    @Test
    void buildsOnceAndThenOnlyWhatHasChanged() throws Exception {
        useSomeJdk();
        assertThat(clone.weft("x").err()).contains("building");
        assertThat(clone.weft("x").err()).isEmpty();
        assertThat(clone.mavenCalls()).hasSize(1);

        Files.writeString(clone.root.resolve("pipeline/src/test/java/ATest.java"), "class ATest {}");
        assertThat(clone.weft("x").exitCode()).isZero();
        assertThat(clone.mavenCalls()).as("a test is no part of what runs").hasSize(1);

        Files.writeString(clone.source("nic-emulator"), "class A { }");
        assertThat(clone.weft("x").exitCode()).isZero();
        assertThat(clone.mavenCalls()).as("a source changed").hasSize(2);

        Files.delete(clone.source("nic-emulator"));
        assertThat(clone.weft("x").exitCode()).isZero();
        assertThat(clone.mavenCalls()).as("a source went").hasSize(3);

        Files.writeString(clone.root.resolve("labs/pom.xml"), "<project> </project>");
        assertThat(clone.weft("x").exitCode()).isZero();
        assertThat(clone.mavenCalls()).as("a pom changed").hasSize(4);
    }

    @Test
    void buildsOnceWhenStartedTwiceAtOnce() throws Exception {
        useSomeJdk();
        var first = clone.start("x");
        var second = clone.start("y");
        assertThat(first.end()).extracting(Outcome::exitCode).isEqualTo(0);
        assertThat(second.end()).extracting(Outcome::exitCode).isEqualTo(0);
        assertThat(clone.mavenCalls()).hasSize(1);
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        useSomeJdk();
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(clone.root.resolve("target/weft/lock"));
        Files.writeString(clone.root.resolve("target/weft/lock/pid"), dead.pid() + "\n");
        assertThat(clone.weft("x").exitCode()).isZero();
        assertThat(clone.root.resolve("target/weft/lock")).doesNotExist();
    }

    @Test
    void showsMavensOutputAndBuildsAgainAfterABuildThatFailed() throws Exception {
        useSomeJdk();
        clone.maven("echo 'A.java:1: what is this'; exit 1");
        for (int i = 0; i < 2; i++) {
            Outcome outcome = clone.weft("x");
            assertThat(outcome.exitCode()).isEqualTo(1);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).contains("A.java:1: what is this", "the build failed");
        }
        assertThat(clone.mavenCalls()).hasSize(2);
    }

    @Test
    void givesTheExitCodeOfWhatItRan() throws Exception {
        useSomeJdk();
        assertThat(clone.weft("exit", "130").exitCode()).isEqualTo(130);
        assertThat(clone.weft("exit", "2").exitCode()).isEqualTo(2);
    }

    @Test
    void showsItsCommandsWithoutBuildingWhenNothingIsSaid() throws Exception {
        Outcome outcome = clone.weft();
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("./weft lab run labs/01-unnumbered-clos", "./weft test");
        assertThat(clone.mavenCalls()).isEmpty();
    }

    @Test
    void countsTestsAndListsWhatFailedAndWhatWasLeftOut() throws Exception {
        useSomeJdk();
        clone.weft("build");
        clone.maven("""
                case "$*" in *verify*) ;; *) exit 0 ;; esac
                mkdir -p tests/target/surefire-reports
                cat >tests/target/surefire-reports/TEST-a.ATest.xml <<'END'
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="a.ATest" time="0.1" tests="5" errors="1" skipped="1" failures="1" flakes="0">
                  <testcase name="holds" classname="a.ATest" time="0.1"/>
                  <testcase name="runs(int)[1]" classname="a.ATest" time="0.1"/>
                  <testcase name="decodes" classname="a.ATest" time="0.1">
                    <skipped message="Assumption failed: needs &quot;tshark&quot; in PATH"/>
                  </testcase>
                  <testcase name="adds" classname="a.ATest" time="0.1">
                    <failure message="expected: 3&#10; but was: 4" type="X"><![CDATA[at <failure of nothing]]></failure>
                  </testcase>
                  <testcase name="ends" classname="a.ATest" time="0.1">
                    <error message="gone" type="X"/>
                  </testcase>
                </testsuite>
                END
                """);
        Outcome outcome = clone.weft("test", "--all");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).endsWith("""

                Failed:
                  ATest.adds: expected: 3
                  ATest.ends: gone
                Left out:
                  ATest.decodes: Assumption failed: needs "tshark" in PATH

                2 passed, 2 failed, 1 skipped
                """);
    }

    @Test
    void buildsBeforeItTestsSoThatATestMayCallIt() throws Exception {
        useSomeJdk();
        clone.maven("""
                mkdir -p labs/target/lib
                echo jar > labs/target/lib/pipeline.jar
                echo jar > labs/target/labs-1.jar
                case "$*" in *verify*) echo "class A { }" > labs/src/main/java/A.java; ./weft called by a test ;; esac
                """);
        Outcome outcome = clone.weft("test");
        assertThat(outcome.out()).contains(": <called> <by> <a> <test>");
        assertThat(clone.mavenCalls()).extracting(call -> call.replaceAll(".* (package|verify|spotless:check) .*", "$1"))
                .containsExactly("package", "verify", "spotless:check");
    }

    @Test
    void failsWhenNoTestHasRun() throws Exception {
        useSomeJdk();
        clone.weft("build");
        clone.maven("");
        Outcome outcome = clone.weft("test");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("every test tagged \"slow\"").endsWith("0 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void refusesAnOptionThatTestDoesNotKnow() throws Exception {
        Outcome outcome = clone.weft("test", "--al");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("unknown option '--al'", "./weft test [--all]");
    }

    private void useSomeJdk() throws IOException {
        clone.environment.put("JAVA_HOME", Clone.jdk(folder.resolve("jdk"), "25").toString());
    }

    private Path cache() {
        return clone.home.resolve(".cache/weft/jdk");
    }

    /** A JDK as Temurin packs it: one folder, named after the release. */
    private byte[] archive() throws IOException, InterruptedException {
        Path packed = folder.resolve("packed");
        Clone.jdk(packed.resolve("jdk-25.0.3+9"), "25.0.3");
        Path archive = folder.resolve("jdk.tar.gz");
        int status = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", packed.toString(), "jdk-25.0.3+9").inheritIO().start().waitFor();
        assertThat(status).isZero();
        return Files.readAllBytes(archive);
    }

    /** Serves one archive under any name, and under that name with {@code .sha256.txt} its checksum, spoiled by {@code prefix}. */
    private static final class Mirror implements AutoCloseable {
        final List<String> asked = new ArrayList<>();
        private final HttpServer server;

        Mirror(byte[] archive, String prefix) throws IOException, NoSuchAlgorithmException {
            String sum = prefix + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive)) + "  OpenJDK25U.tar.gz\n";
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                String path = exchange.getRequestURI().getPath();
                asked.add(path);
                byte[] answer = path.endsWith(".sha256.txt") ? sum.getBytes() : archive;
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/jdk-25.0.3+9";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
