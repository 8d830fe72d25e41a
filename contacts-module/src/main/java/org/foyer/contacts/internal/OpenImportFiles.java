package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The files that are being read, held open from one step of an import to the next so that a step need not read them anew. */
@ApplicationScoped
class OpenImportFiles {
    private final Map<UUID, ImportFile> open = new ConcurrentHashMap<>();
    private ImportFiles files;

    @Inject
    OpenImportFiles(ImportFiles files) {
        this.files = files;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected OpenImportFiles() {}

    /** The import's file at the row behind the last one committed: after a crash or a failed step it is read up to there. */
    ImportFile at(ContactImport imported) {
        var file = open.get(imported.id());
        if (file != null && file.position() == imported.recordsRead()) {
            return file;
        }
        close(imported.id());
        var opened = ImportFile.open(files.place(imported.fileId()), imported.format());
        open.put(imported.id(), opened);
        opened.skip(imported.recordsRead());
        return opened;
    }

    void close(UUID importId) {
        var file = open.remove(importId);
        if (file != null) {
            file.close();
        }
    }
}
