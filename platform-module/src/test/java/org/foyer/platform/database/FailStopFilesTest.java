package org.foyer.platform.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An H2 file on a disk that fills up while several write. */
public class FailStopFilesTest {
    private static final int THREADS = 6;
    private static final AtomicLong LIMIT = new AtomicLong();

    @TempDir
    Path folder;

    @RepeatedTest(2)
    void loseNothingThatWasCommittedBeforeTheDiskWasFull() throws Exception {
        FilePath.register(new SmallDisk());
        LIMIT.set(Long.MAX_VALUE);
        var url = FailStopFiles.url("jdbc:h2:file:" + SmallDisk.SCHEME + ":" + folder.resolve("foyer"))
                + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;RETENTION_TIME=100";
        try (var connection = open(url)) {
            connection.createStatement().execute("create table kept (id bigint primary key, text varchar)");
        }
        var committed = ConcurrentHashMap.<Long>newKeySet();
        var next = new AtomicLong();
        // opened again, as a server does after a restart
        try (var keepsItOpen = open(url)) {
            var threads = new Thread[THREADS];
            for (var i = 0; i < THREADS; i++) {
                threads[i] = new Thread(() -> write(url, next, committed));
                threads[i].start();
            }
            while (committed.size() < 600) {
                Thread.sleep(1);
            }
            LIMIT.set(SmallDisk.size(folder.resolve("foyer.mv.db")) + 64 * 1024);
            for (var thread : threads) {
                thread.join();
            }
            assertThat(keepsItOpen).isNotNull();
        } catch (SQLException e) {
            // the connection that is left can't be closed in order
        }
        LIMIT.set(Long.MAX_VALUE);

        assertThat(ids("jdbc:h2:file:" + folder.resolve("foyer"))).containsAll(committed);
    }

    @Test
    void areNotWrittenAnyMoreOnceAWriteHasFailed() throws IOException {
        FilePath.register(new SmallDisk());
        var url = FailStopFiles.url("jdbc:h2:file:" + SmallDisk.SCHEME + ":" + folder.resolve("file"));
        LIMIT.set(10);
        try (var file = FilePath.get(url.substring("jdbc:h2:".length())).open("rw")) {
            assertThat(file.write(ByteBuffer.wrap("begun".getBytes(UTF_8)), 0)).isEqualTo(5);
            assertThatThrownBy(() -> file.write(ByteBuffer.wrap("too much".getBytes(UTF_8)), 5))
                    .isInstanceOf(IOException.class);

            assertThatThrownBy(() -> file.write(ByteBuffer.wrap("more".getBytes(UTF_8)), 0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("closed to writing");
            assertThatThrownBy(() -> file.truncate(0)).isInstanceOf(IOException.class);
            var kept = ByteBuffer.allocate(20);
            assertThat(file.read(kept, 0)).isEqualTo(10);
            assertThat(new String(kept.array(), 0, 10, UTF_8)).isEqualTo("beguntoo m");
        }
    }

    private static Connection open(String url) throws SQLException {
        return DriverManager.getConnection(url, "foyer", "foyer");
    }

    /** Until it fails. */
    private static void write(String url, AtomicLong next, Set<Long> committed) {
        try (var connection = open(url);
                var insert = connection.prepareStatement("insert into kept values (?, ?)")) {
            while (true) {
                var id = next.incrementAndGet();
                insert.setLong(1, id);
                insert.setString(2, "x".repeat(id % 7 == 0 ? 30_000 : 50));
                insert.executeUpdate();
                committed.add(id);
            }
        } catch (SQLException e) {
            // the disk is full
        }
    }

    private static Set<Long> ids(String url) throws SQLException {
        var ids = new HashSet<Long>();
        try (var connection = open(url);
                var rows = connection.createStatement().executeQuery("select id from kept")) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }

    /** A disk on which no file grows beyond a limit; what is just too much is written in part, as real disks do. */
    public static final class SmallDisk extends FilePathWrapper {
        static final String SCHEME = "small";

        static long size(Path file) {
            return FilePath.get(file.toString()).size();
        }

        @Override
        public String getScheme() {
            return SCHEME;
        }

        @Override
        public FileChannel open(String mode) throws IOException {
            return new WrappedFile(getBase().open(mode)) {
                @Override
                public synchronized int write(ByteBuffer source, long position) throws IOException {
                    var room = LIMIT.get() - position;
                    if (source.remaining() <= room) {
                        return super.write(source, position);
                    }
                    if (room > 0) {
                        var part = source.slice();
                        part.limit((int) room);
                        super.write(part, position);
                    }
                    // long enough for others to have something to write, too
                    LockSupport.parkNanos(20_000_000);
                    throw new IOException("No space left on device");
                }
            };
        }
    }
}
