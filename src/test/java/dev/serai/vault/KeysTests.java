package dev.serai.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@Isolated("hears what everybody says on the console")
@ExtendWith(OutputCaptureExtension.class)
class KeysTests {

    @TempDir
    private Path folder;

    private Keys keys(Secret master, List<Secret> previous) {
        return Keys.of(new VaultProperties(master, null, previous, folder.resolve("data")));
    }

    @Test
    void makesAKeyOfItsOwnOnceForItsOwnerOnly(CapturedOutput output) throws Exception {
        var first = keys(Secret.none(), List.of());
        var second = keys(Secret.none(), List.of());

        var file = folder.resolve("data/master.key");
        assertThat(second.newest().id()).isEqualTo(first.newest().id());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(output.getOut().lines().filter(line -> line.contains("Made a master key")))
                .hasSize(1);
        assertThat(output.getAll()).doesNotContain(Files.readString(file).strip());
    }

    @Test
    void hubsThatStartTogetherMakeOneKey() throws Exception {
        Callable<String> start = () -> keys(Secret.none(), List.of()).newest().id();
        var ids = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var id :
                    threads.invokeAll(Stream.generate(() -> start).limit(8).toList())) {
                ids.add(id.get());
            }
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void aGivenKeySealsAndTheOwnOneGoesOnToOpen() {
        var before = new Vault(keys(Secret.none(), List.of()));
        var sealed = before.seal("s3cret", "test");

        var after = new Vault(keys(Vault.newKey(), List.of()));

        assertThat(after.currentKey()).isNotEqualTo(before.currentKey());
        assertThat(after.open(sealed, "test")).isEqualTo("s3cret");
    }

    @Test
    void previousKeysOpen() {
        var old = Vault.newKey();
        var sealed = Vault.of(List.of(old)).seal("s3cret", "test");

        var vault = new Vault(keys(Vault.newKey(), List.of(old)));

        assertThat(vault.open(sealed, "test")).isEqualTo("s3cret");
        assertThat(folder.resolve("data/master.key")).doesNotExist();
    }

    @Test
    void readsTheKeyFromAFile() throws Exception {
        var key = Vault.newKey();
        var file = Files.writeString(folder.resolve("handed"), key.reveal() + "\n");

        var keys = Keys.of(new VaultProperties(Secret.none(), file, List.of(), folder));

        assertThat(new Vault(keys).currentKey())
                .isEqualTo(Vault.of(List.of(key)).currentKey());
        assertThat(folder.resolve("master.key")).doesNotExist();
    }

    @Test
    void saysWhichPlaceHoldsNoKey() throws Exception {
        var broken = Files.writeString(folder.resolve("broken"), "geheim");

        assertThatThrownBy(() -> Keys.of(new VaultProperties(Secret.none(), broken, List.of(), folder)))
                .isInstanceOf(VaultException.BadKey.class)
                .hasMessageContaining(broken.toString())
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> Keys.of(new VaultProperties(Secret.none(), folder.resolve("gone"), List.of(), folder)))
                .hasMessageContaining("gone: cannot be read");
        assertThatThrownBy(() -> keys(Secret.of("geheim"), List.of()))
                .hasMessageContaining("serai.vault.master-key:")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> keys(Vault.newKey(), List.of(Secret.of("geheim"))))
                .hasMessageContaining("serai.vault.previous-keys:");
    }

    @Test
    void refusesTwoMasterKeys() {
        assertThatThrownBy(() -> new VaultProperties(Vault.newKey(), folder, List.of(), folder))
                .hasMessageContaining("both set");
    }

    @Test
    void nothingThatHoldsAKeyShowsIt() {
        var key = Vault.newKey();
        var settings = new VaultProperties(key, null, List.of(key), folder);

        assertThat(settings + " " + Keys.of(settings)).doesNotContain(key.reveal());
    }
}
