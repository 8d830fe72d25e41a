package org.foyer.platform.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    static {
        FilePath.register(new FailStopFiles());
    }

    /** The URL of the same database in such files; one that names no H2 file stays as it is. */
    static String url(String url) {
        return url.startsWith(FILE) ? "jdbc:h2:" + SCHEME + ":" + url.substring(FILE.length()) : url;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(getBase().open(mode));
    }

    private static final class Channel extends WrappedFile {
        private volatile boolean failed;

        Channel(FileChannel file) {
            super(file);
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
            return writing(() -> super.write(source));
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            return writing(() -> super.write(source, position));
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            return writing(() -> super.truncate(size));
        }

        @Override
        public void force(boolean metaData) throws IOException {
            writing(() -> {
                super.force(metaData);
                return this;
            });
        }
    }
}
