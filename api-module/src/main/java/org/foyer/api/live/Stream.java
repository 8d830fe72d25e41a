package org.foyer.api.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.conversations.LivePlace;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. It has no thread: what it is offered waits in a bounded buffer and is written by whoever offers it, as
 * far as the connection takes it without blocking; the container calls when there is room again. Who does not read in
 * time is dropped.
 */
final class Stream implements WriteListener, AsyncListener {
    static final int MAX_WAITING_BYTES = 256 * 1024;
    static final int MAX_WAITING_BLOCKS = 1000;
    private static final Logger LOG = Logger.getLogger(Stream.class.getName());

    private final Ticket ticket;
    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Executor executor;
    private final Consumer<Stream> whenClosed;

    private final ArrayDeque<Block> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private boolean stalled;
    private @Nullable Runnable whenDrained;

    /** Whoever raises it from 0 writes, for all who raise it meanwhile: no lock is held while the container is called. */
    private final AtomicInteger callsToWrite = new AtomicInteger();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean closing;
    private volatile LivePlace place;
    private boolean unflushed;

    Stream(Ticket ticket, AsyncContext context, Executor executor, Consumer<Stream> whenClosed) throws IOException {
        this.ticket = ticket;
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.executor = executor;
        this.whenClosed = whenClosed;
        this.place = ticket.place();
    }

    /** Begins to write, with this block. */
    void open(Block opening) {
        offer(opening);
        context.addListener(this);
        out.setWriteListener(this);
        write();
    }

    Ticket ticket() {
        return ticket;
    }

    /** The place up to which it has been offered everything. */
    LivePlace place() {
        return place;
    }

    void reached(LivePlace reached) {
        place = reached;
    }

    boolean isOpen() {
        return !closing;
    }

    /** Whether more may be offered. */
    boolean hasRoom() {
        synchronized (waiting) {
            return waitingBytes < MAX_WAITING_BYTES && waiting.size() < MAX_WAITING_BLOCKS;
        }
    }

    /** Puts a block into the buffer and writes what can be written now; closes the stream if the buffer is full. */
    void send(Block block) {
        if (hasRoom()) {
            offer(block);
            write();
        } else {
            LOG.fine("a live stream is dropped: its reader is too slow");
            close();
        }
    }

    private void offer(Block block) {
        synchronized (waiting) {
            waiting.add(block);
            waitingBytes += block.size();
        }
    }

    /** Runs this once everything offered is written, now if it is. */
    void whenDrained(Runnable then) {
        synchronized (waiting) {
            if (!waiting.isEmpty()) {
                whenDrained = then;
                return;
            }
        }
        executor.execute(then);
    }

    /** A sign of life; a reader who has not taken anything since the last one is dropped. */
    void beat() {
        boolean stuck;
        synchronized (waiting) {
            stuck = stalled;
            stalled = !waiting.isEmpty();
        }
        if (stuck) {
            close();
        } else {
            send(Block.HEARTBEAT);
        }
    }

    /** Ends the stream; what was not written by now is not written any more. */
    void close() {
        closing = true;
        write();
    }

    private void write() {
        if (callsToWrite.getAndIncrement() != 0) {
            return;
        }
        int calls = 1;
        do {
            if (closing) {
                end();
            } else {
                try {
                    writeWhatIsPossible();
                } catch (IOException | RuntimeException e) {
                    // the client is gone
                    closing = true;
                    end();
                }
            }
            calls = callsToWrite.addAndGet(-calls);
        } while (calls != 0);
    }

    private void writeWhatIsPossible() throws IOException {
        while (out.isReady()) {
            var block = next();
            if (block != null) {
                block.writeTo(out);
                unflushed = true;
            } else if (unflushed) {
                out.flush();
                unflushed = false;
            } else {
                return;
            }
        }
    }

    private @Nullable Block next() {
        Runnable then = null;
        Block block;
        synchronized (waiting) {
            block = waiting.poll();
            if (block != null) {
                waitingBytes -= block.size();
                stalled = false;
            } else {
                then = whenDrained;
                whenDrained = null;
            }
        }
        if (then != null) {
            executor.execute(then);
        }
        return block;
    }

    private void end() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        synchronized (waiting) {
            waiting.clear();
            waitingBytes = 0;
            whenDrained = null;
        }
        whenClosed.accept(this);
        // may have to wait for the connection, which must hold up nobody who dispatches
        executor.execute(() -> {
            try {
                context.complete();
            } catch (RuntimeException e) {
                LOG.log(Level.FINE, "a live stream was over already", e);
            }
        });
    }

    @Override
    public void onWritePossible() {
        write();
    }

    @Override
    public void onError(Throwable t) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is never started twice
    }
}
