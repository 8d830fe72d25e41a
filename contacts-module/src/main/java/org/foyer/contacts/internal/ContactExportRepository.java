package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.foyer.platform.paging.Cursor;

@ApplicationScoped
class ContactExportRepository {
    private static final int PIECE = 256 * 1024;

    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    ContactExportRepository() {}

    ContactExportRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(ContactExport export) {
        entityManager.persist(export);
    }

    /** Locked until the transaction ends. */
    Optional<ContactExport> lock(UUID exportId) {
        return Optional.ofNullable(entityManager.find(ContactExport.class, exportId, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<ContactExport> find(UUID workspaceId, UUID exportId) {
        return Optional.ofNullable(entityManager.find(ContactExport.class, exportId))
                .filter(export -> export.workspaceId().equals(workspaceId));
    }

    Optional<ContactExport> ofId(UUID exportId) {
        return Optional.ofNullable(entityManager.find(ContactExport.class, exportId));
    }

    long underWay(UUID workspaceId) {
        return entityManager
                .createQuery("""
                        select count(e) from ContactExport e
                        where e.workspaceId = :workspace and e.state in ('QUEUED', 'RUNNING')
                        """, Long.class)
                .setParameter("workspace", workspaceId)
                .getSingleResult();
    }

    List<ContactExport> page(UUID workspaceId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select e from ContactExport e
                        where e.workspaceId = :workspace
                          and e.createdAt <= :at and (e.createdAt < :at or e.id < :id)
                        order by e.createdAt desc, e.id desc
                        """, ContactExport.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }

    void remove(ContactExport export) {
        removePieces(export.id());
        entityManager.remove(export);
    }

    List<ContactExport> expired(Instant now, int maxRows) {
        return entityManager
                .createQuery("select e from ContactExport e where e.expiresAt <= :now", ContactExport.class)
                .setParameter("now", now)
                .setMaxResults(maxRows)
                .getResultList();
    }

    private void removePieces(UUID exportId) {
        entityManager
                .createQuery("delete from ContactExportPiece p where p.key.exportId = :export")
                .setParameter("export", exportId)
                .executeUpdate();
    }

    /** Keeps the file, compressed, in the place of what may be left of an earlier attempt. */
    void keep(UUID exportId, Path file) throws IOException {
        removePieces(exportId);
        try (var pieces = new Pieces(exportId);
                var compressed = new GZIPOutputStream(pieces, 64 * 1024)) {
            Files.copy(file, compressed);
        }
    }

    void read(UUID exportId, OutputStream out) throws IOException {
        try (var file = new GZIPInputStream(new Kept(exportId), 64 * 1024)) {
            file.transferTo(out);
        }
    }

    private final class Pieces extends OutputStream {
        private final UUID exportId;
        private final ByteArrayOutputStream piece = new ByteArrayOutputStream(PIECE);
        private int number;

        private Pieces(UUID exportId) {
            this.exportId = exportId;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            piece.write(bytes, from, length);
            if (piece.size() >= PIECE) {
                store();
            }
        }

        private void store() {
            var stored = new ContactExportPiece(exportId, number++, piece.toByteArray());
            entityManager.persist(stored);
            entityManager.flush();
            entityManager.detach(stored);
            piece.reset();
        }

        @Override
        public void close() {
            if (piece.size() > 0) {
                store();
            }
        }
    }

    private final class Kept extends InputStream {
        private final UUID exportId;
        private byte[] piece = {};
        private int at;
        private int number;

        private Kept(UUID exportId) {
            this.exportId = exportId;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) {
            if (at == piece.length) {
                var next = entityManager.find(ContactExportPiece.class, new ContactExportPiece.Key(exportId, number++));
                if (next == null) {
                    return -1;
                }
                entityManager.detach(next);
                piece = next.bytes();
                at = 0;
            }
            var count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, bytes, from, count);
            at += count;
            return count;
        }

        @Override
        public int available() {
            // a gzip reader that finds nothing available takes the file for ended
            return 1;
        }
    }
}
