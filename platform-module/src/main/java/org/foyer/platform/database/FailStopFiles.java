package org.foyer.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's files, but for one thing: a file that could not be written once is not written any more.
 *
 * <p>H2 (2.2 to 2.4) goes on after a failed write: a transaction that waits while another's write fails on a full disk still
 * writes its own, which refers to what is missing. The next start can't use that, nor anything before it back to some
 * state seconds or minutes ago, and acknowledged transactions are gone. What was written before the failure is whole, and
 * is found if nothing follows it.
 */
public final class FailStopFiles extends FilePathWrapper {
    private static final String SCHEME = "failstop";
    private static final String FILE = "jdbc:h2:file:";

    /** The URL of the same database in such files; one that names no H2 file stays as it is. */
    static String url(String url) {
        if (!url.startsWith(FILE)) {
            return url;
        }
        FilePath.register(new FailStopFiles());
        return "jdbc:h2:" + SCHEME + ":" + url.substring(FILE.length());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    private static final class Channel extends FileBase {
        private final FileChannel file;
        private volatile boolean failed;

        Channel(FileChannel file) {
            this.file = file;
        }

        private interface Writing<T> {
            T write() throws IOException;
        }

        private <T> T writing(Writing<T> writing) throws IOException {
            if (failed) {
                throw new IOException("The database file could not be written and is closed to writing");
            }
            var done = false;
            try {
                var result = writing.write();
                done = true;
                return result;
            } finally {
                failed |= !done;
            }
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return writing(() -> file.write(source));
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            return writing(() -> file.write(source, position));
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            writing(() -> file.truncate(size));
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            writing(() -> {
                file.force(metaData);
                return this;
            });
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
