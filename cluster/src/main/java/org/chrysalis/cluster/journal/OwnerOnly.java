package org.chrysalis.cluster.journal;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Rights of what only its owner may read: books say who paid whom how much. */
final class OwnerOnly {

    static final FileAttribute<Set<PosixFilePermission>> FILE = of("rw-------");
    static final FileAttribute<Set<PosixFilePermission>> FOLDER = of("rwx------");

    private OwnerOnly() {}

    private static FileAttribute<Set<PosixFilePermission>> of(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }
}
