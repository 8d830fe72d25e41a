package org.foyer.platform.table;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table on a thread of its own while the next rows are being read: formatting takes about as long as reading
 * from a database. A few thousand rows wait at most; a fault of the writing is thrown by the next call.
 */
public final class ConcurrentTable implements TableWriter {
    private static final int BATCH = 500;
    private static final int WAITING = 4;

    private final TableWriter table;
    private final BlockingQueue<List<List<? extends @Nullable Object>>> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer;
    private List<List<? extends @Nullable Object>> batch = new ArrayList<>(BATCH);
    private volatile @Nullable Throwable fault;

    /** Writes what it is given to this table, which is its own from now on. */
    public ConcurrentTable(TableWriter table) {
        this.table = table;
        writer = new Thread(this::write, "foyer-table");
        writer.setDaemon(true);
        writer.start();
    }

    /** Takes a row, which must not be changed any more. */
    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        batch.add(values);
        if (batch.size() == BATCH) {
            hand(batch);
            batch = new ArrayList<>(BATCH);
        }
    }

    /** Returns when all is written. */
    @Override
    public void close() throws IOException {
        try {
            if (!batch.isEmpty()) {
                hand(batch);
            }
            hand(List.of());
            writer.join();
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            writer.interrupt();
            table.close();
        }
        complain();
    }

    private void hand(List<List<? extends @Nullable Object>> rows) throws IOException {
        try {
            do {
                complain();
            } while (!waiting.offer(rows, 50, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void complain() throws IOException {
        var thrown = fault;
        if (thrown != null) {
            throw new IOException("the table could not be written", thrown);
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException();
    }

    private void write() {
        try {
            while (true) {
                var rows = waiting.take();
                if (rows.isEmpty()) {
                    return;
                }
                for (var row : rows) {
                    table.row(row);
                }
            }
        } catch (InterruptedException e) {
            // closed without its end
        } catch (IOException | RuntimeException | Error e) {
            fault = e;
        }
    }
}
