package dev.serai.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that holds a master key in base64. */
record KeyFile(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    /** Whether there is one. */
    boolean exists() {
        return Files.exists(path);
    }

    /** @throws VaultException.BadKey if it cannot be read or holds no key */
    MasterKey read() {
        try {
            return MasterKey.of(Secret.of(Files.readString(path, StandardCharsets.US_ASCII)), path.toString());
        } catch (IOException e) {
            throw new VaultException.BadKey(
                    path.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * The key in the file, which is made if there is none, for its owner's eyes only. Hubs that do this at the same
     * time get the same key.
     */
    MasterKey readOrMake() {
        synchronized (KeyFile.class) { // a lock on a file keeps out other processes only
            try {
                Files.createDirectories(path.toAbsolutePath().getParent());
                fill();
            } catch (IOException e) {
                throw new VaultException.BadKey(
                        path.toString(),
                        "cannot be written (" + e.getClass().getSimpleName()
                                + "); set SERAI_MASTER_KEY, or free the folder");
            }
            return read();
        }
    }

    private void fill() throws IOException {
        var how = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try (var file = FileChannel.open(path, how, ownerOnly())) {
            var unused = file.lock(); // until the file is closed
            if (file.size() > 0) {
                return;
            }
            var text = ByteBuffer.wrap((MasterKey.random().reveal() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                file.write(text);
            }
            file.force(true);
            LOG.warn(
                    "Made a master key: {}. Keep a copy of it apart from the database: without it nobody can open the"
                            + " secrets sealed under it. Several hubs share a key by SERAI_MASTER_KEY.",
                    path);
        }
    }

    private FileAttribute<?>[] ownerOnly() throws IOException {
        var posix = Files.getFileStore(path.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
