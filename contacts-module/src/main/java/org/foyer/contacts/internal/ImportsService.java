package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.contracts.contacts.ImportRowView;
import org.foyer.contracts.contacts.ImportView;
import org.foyer.contracts.contacts.Imports;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.document.Document;
import org.foyer.platform.jobs.Jobs;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.text.PhoneNumbers;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class ImportsService implements Imports {
    static final int CHUNK = 1000;

    private static final int UNDO_CHUNK = 200;
    private static final int CHUNK_CHARACTERS = 8 * 1024 * 1024;
    private static final int MAX_FILE_NAME = 255;
    private static final UUID NO_ID = new UUID(0, 0);
    private static final Duration TRIED_FILES_KEPT = Duration.ofDays(7);
    private static final Duration DETAILS_KEPT = Duration.ofDays(90);

    private ImportRepository imports;
    private ContactRepository contacts;
    private ContactsService people;
    private ImportFiles files;
    private OpenImportFiles open;
    private Jobs jobs;
    private ImportJob job;
    private Clock clock;

    @Inject
    ImportsService(
            ImportRepository imports,
            ContactRepository contacts,
            ContactsService people,
            ImportFiles files,
            OpenImportFiles open,
            Jobs jobs,
            ImportJob job,
            Clock clock) {
        this.imports = imports;
        this.contacts = contacts;
        this.people = people;
        this.files = files;
        this.open = open;
        this.jobs = jobs;
        this.job = job;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ImportsService() {}

    @Override
    public Path placeForUpload() {
        return files.incoming();
    }

    @Override
    public ImportView start(Caller caller, Path file, String fileName, Map<String, Object> options) {
        var document = Document.of(options);
        var dryRun = Boolean.TRUE.equals(document.flag("dry_run"));
        var overwrite = Boolean.TRUE.equals(document.flag("overwrite"));
        var region = region(document);
        var wantedFormat = document.oneOf("format", List.of(ImportFormat.CSV, ImportFormat.NDJSON));
        var wantedDelimiter = delimiter(document);
        var wantedEncoding = encoding(document);
        var mapping = document.object("mapping");
        if (document.faulty()) {
            document.finish();
        }
        try {
            var size = Files.size(file);
            var format = ImportFile.detect(file, fileName, wantedFormat, wantedDelimiter, wantedEncoding);
            List<ImportView.Column> columns;
            try (var opened = ImportFile.open(file, format)) {
                columns = ImportMapping.resolve(
                        opened.columns(), mapping, contacts.attributes(caller.workspaceId()), document);
            }
            document.finish();
            var imported = new ContactImport(
                    caller.workspaceId(),
                    Origin.actor(caller),
                    files.keep(file),
                    shown(fileName),
                    size,
                    format,
                    columns,
                    region,
                    dryRun,
                    overwrite,
                    clock.instant());
            return submitted(imported);
        } catch (ImportFile.UnreadableFileException e) {
            throw Refusal.invalid("/file", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportView submitted(ContactImport imported) {
        imports.add(imported);
        imports.flush();
        jobs.submit(job, imported.id());
        return imported.view();
    }

    private static String region(Document document) {
        var region = document.text("default_region", 2);
        if (region != null && !PhoneNumbers.isRegion(region)) {
            document.violation("default_region", "must be an ISO 3166 code of two letters, such as DE");
        }
        return region == null ? "US" : region;
    }

    private static @Nullable Character delimiter(Document document) {
        var text = document.lines("delimiter", 1);
        if (text == null || text.isEmpty()) {
            return null;
        }
        var delimiter = text.charAt(0);
        if (Character.isLetterOrDigit(delimiter)
                || "\"\r\n ".indexOf(delimiter) >= 0
                || Character.isSurrogate(delimiter)) {
            document.violation("delimiter", "must be one character between fields, such as , ; | or a tab");
            return null;
        }
        return delimiter;
    }

    private static @Nullable Charset encoding(Document document) {
        var name = document.text("encoding", 40);
        if (name == null || name.isEmpty()) {
            return null;
        }
        try {
            var charset = Charset.forName(name);
            if (charset.canEncode()) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // falls through: we don't know it
        }
        document.violation("encoding", "must be the name of an encoding, such as utf-8, utf-16 or windows-1252");
        return null;
    }

    private static String shown(String fileName) {
        var name = fileName.replaceAll("^.*[/\\\\]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cs}]", "")
                .strip();
        return name.length() > MAX_FILE_NAME ? name.substring(0, MAX_FILE_NAME) : name;
    }

    @Override
    public ImportView startTried(Caller caller, UUID importId) {
        var tried = imports.lock(caller.workspaceId(), importId).orElseThrow(() -> Refusal.notFound("import"));
        return submitted(tried.forReal(Origin.actor(caller), clock.instant()));
    }

    @Override
    public ImportView get(UUID workspaceId, UUID importId) {
        return found(workspaceId, importId).view();
    }

    private ContactImport found(UUID workspaceId, UUID importId) {
        return imports.find(workspaceId, importId).orElseThrow(() -> Refusal.notFound("import"));
    }

    @Override
    public Page<ImportView> list(UUID workspaceId, PageRequest page) {
        var rows = imports.page(workspaceId, Cursor.of(page), page.limit() + 1);
        return Cursor.page(rows, page.limit(), imported -> new Cursor(imported.createdAt(), imported.id()))
                .map(ContactImport::view);
    }

    @Override
    public Page<ImportRowView> rows(UUID workspaceId, UUID importId, @Nullable String outcome, PageRequest page) {
        found(workspaceId, importId);
        if (outcome != null && !ImportOutcome.NAMES.contains(outcome)) {
            throw Refusal.invalid("/query/outcome", "must be one of " + String.join(", ", ImportOutcome.NAMES));
        }
        // a line stands in the cursor as seconds
        var after = page.after() == null ? -1 : Cursor.of(page).at().getEpochSecond();
        var rows = imports.rows(importId, outcome, after, page.limit() + 1);
        return Cursor.page(rows, page.limit(), row -> new Cursor(Instant.ofEpochSecond(row.line()), NO_ID))
                .map(ContactImportRow::view);
    }

    @Override
    public void errors(UUID workspaceId, UUID importId, Consumer<ImportRowView> row) {
        found(workspaceId, importId);
        imports.faultyRows(importId, faulty -> row.accept(faulty.view()));
    }

    @Override
    public ImportView undo(Caller caller, UUID importId) {
        var imported = imports.lock(caller.workspaceId(), importId).orElseThrow(() -> Refusal.notFound("import"));
        imported.undo();
        jobs.submit(job, importId);
        return imported.view();
    }

    /** Does the next piece of work; answers whether there is more. */
    public boolean step(UUID importId) {
        var imported = imports.lock(importId).orElse(null);
        if (imported == null || !imported.state().atWork()) {
            open.close(importId);
            return false;
        }
        return imported.state() == ContactImport.State.UNDOING ? undoSome(imported) : importSome(imported);
    }

    // Importing

    private boolean importSome(ContactImport imported) {
        var rows = new ArrayList<ImportFile.Row>();
        String failure = null;
        var ended = false;
        var file = opened(imported);
        if (file == null) {
            imported.failed("The file is not there any more, or not on this node.", clock.instant());
            return false;
        }
        try {
            ended = !readChunk(file, rows);
        } catch (ImportFile.UnreadableFileException e) {
            failure = "The file " + e.getMessage() + ".";
        }
        if (!rows.isEmpty()) {
            handle(imported, rows);
        }
        imported.readUpTo(file.position(), file.bytesRead());
        if (failure != null) {
            imported.failed(failure, clock.instant());
        } else if (ended) {
            imported.completed(clock.instant());
        }
        if (failure != null || ended) {
            open.close(imported.id());
            imports.deleteKeys(imported.id());
            if (!imported.dryRun()) {
                imported.withoutFile();
            }
            return false;
        }
        return true;
    }

    private @Nullable ImportFile opened(ContactImport imported) {
        try {
            return open.at(imported);
        } catch (UncheckedIOException e) {
            if (Files.exists(files.place(imported.fileId()))) {
                throw e;
            }
            return null;
        }
    }

    /** Reads up to a chunk of rows that are not blank; answers whether there may be more. */
    private static boolean readChunk(ImportFile file, List<ImportFile.Row> rows) {
        var characters = 0;
        while (rows.size() < CHUNK && characters < CHUNK_CHARACTERS) {
            var row = file.next();
            if (row == null) {
                return false;
            }
            if (!row.isBlank()) {
                rows.add(row);
                characters += row.raw().stream().mapToInt(String::length).sum();
            }
        }
        return true;
    }

    private void handle(ContactImport imported, List<ImportFile.Row> rows) {
        var now = clock.instant();
        var workspaceId = imported.workspaceId();
        var attributes = contacts.attributes(workspaceId);
        var origin = Origin.of(Source.IMPORT, imported.actor(), now);
        var chunk = new ImportChunk(
                workspaceId,
                origin,
                imported.overwrite(),
                new ImportValues(imported.columns(), attributes, imported.defaultRegion()));
        var said = rows.stream().map(chunk::read).toList();
        var keys = new LinkedHashSet<String>();
        said.forEach(row -> keys.addAll(row.keys()));
        if (!imported.dryRun()) {
            imports.lockIdentities();
        }
        tellKnown(imported, chunk, keys);

        var handled = new ArrayList<ImportChunk.Handled>();
        for (var row : said) {
            var result = chunk.handle(row);
            imported.count(result.outcome());
            handled.add(result);
            if (!imported.dryRun() && movesIdentity(result)) {
                imports.flush(); // else a later row's value could be written before it is free
            }
        }
        if (!imported.dryRun()) {
            imports.flush();
            imports.insertContacts(chunk.created());
            tell(chunk, handled, origin, attributes);
        } else {
            for (var contact : chunk.created()) {
                imports.insertKeys(imported.id(), contact.id(), freshKeys(contact, keys));
            }
        }
        imports.insertRows(
                imported,
                handled.stream()
                        .filter(row -> row.outcome() != ImportOutcome.SAME || row.repeats() != null)
                        .toList(),
                now);
    }

    private void tell(ImportChunk chunk, List<ImportChunk.Handled> handled, Origin origin, Attributes attributes) {
        for (var row : handled) {
            if (row.contactId() != null && row.outcome() == ImportOutcome.CREATED) {
                people.created(chunk.contact(row.contactId()), origin, attributes);
            } else if (row.contactId() != null && row.outcome() == ImportOutcome.CHANGED) {
                people.updated(chunk.contact(row.contactId()), row.changes(), origin, attributes);
            }
        }
    }

    private static Set<String> freshKeys(Contact contact, Collection<String> keys) {
        var fresh = new HashSet<>(ImportChunk.keysOf(contact.state()));
        fresh.retainAll(keys);
        return fresh;
    }

    private static boolean movesIdentity(ImportChunk.Handled row) {
        return row.outcome() == ImportOutcome.CHANGED
                && (row.changes().containsKey("email")
                        || row.changes().containsKey("phone")
                        || row.changes().containsKey("external_id"));
    }

    private void tellKnown(ContactImport imported, ImportChunk chunk, Set<String> keys) {
        var ids = new HashSet<>(imports.ownersOf(imported.workspaceId(), keys));
        contacts.formerExternalIds(imported.workspaceId(), ImportChunk.externalIdsIn(keys))
                .forEach((externalId, survivor) -> {
                    chunk.knowsFormer(externalId, survivor);
                    ids.add(survivor);
                });
        if (imported.dryRun()) {
            ids.addAll(imports.triedOwners(imported.id(), keys));
        }
        var firstRows = imports.firstRows(imported.id(), ids);
        if (!imported.dryRun()) {
            imports.contacts(ids).forEach(contact -> chunk.knows(contact, firstRows.get(contact.id())));
            return;
        }
        // a dry run works on copies, as the rows before would have left them
        var tried = imports.triedStates(imported.id(), ids);
        tried.forEach((id, state) -> chunk.knows(Contact.restored(state), firstRows.get(id)));
        ids.removeAll(tried.keySet());
        imports.contacts(ids)
                .forEach(contact -> chunk.knows(Contact.restored(contact.state()), firstRows.get(contact.id())));
    }

    // Undoing

    private boolean undoSome(ContactImport imported) {
        var rows = imports.undoableRows(imported.id(), UNDO_CHUNK);
        if (rows.isEmpty()) {
            imported.undone(clock.instant());
            return false;
        }
        imports.lockIdentities();
        imports.contacts(rows.stream()
                .map(ContactImportRow::contactId)
                .filter(id -> id != null)
                .distinct()
                .toList());
        var attributes = contacts.attributes(imported.workspaceId());
        for (var row : rows) {
            imported.count(undo(imported, row, attributes));
        }
        imports.flush();
        return true;
    }

    private ImportUndone undo(ContactImport imported, ContactImportRow row, Attributes attributes) {
        var contact = row.contactId() == null
                ? null
                : contacts.find(row.workspaceId(), row.contactId()).orElse(null);
        if (contact == null) {
            return undone(row, ImportUndone.KEPT, "The contact is not there any more: it was deleted or merged.");
        }
        var before = row.stateBefore();
        var origin = Origin.of(Source.IMPORT, imported.actor(), clock.instant());
        return row.created() || before == null
                ? undoCreation(row, contact, origin)
                : undoChange(row, before, contact, attributes, origin);
    }

    private ImportUndone undoCreation(ContactImportRow row, Contact contact, Origin origin) {
        var state = contact.state();
        if (!state.updatedAt().equals(state.createdAt())) {
            return undone(row, ImportUndone.KEPT, "The contact was changed since.");
        }
        if (imports.hasLeads(contact.id())) {
            return undone(row, ImportUndone.KEPT, "The contact has leads.");
        }
        people.withdraw(row.workspaceId(), contact.id(), origin);
        return undone(row, ImportUndone.REMOVED, null);
    }

    private ImportUndone undoChange(
            ContactImportRow row, ContactState before, Contact contact, Attributes attributes, Origin origin) {
        var now = contact.state();
        var undoing = ImportUndoing.of(row, before, now, attributes, origin.at());
        var back = new HashSet<>(ImportChunk.keysOf(undoing.state()));
        back.removeAll(ImportChunk.keysOf(now));
        var others = new HashSet<>(imports.ownersOf(row.workspaceId(), back));
        others.remove(contact.id());
        if (!others.isEmpty()) {
            return undone(row, ImportUndone.KEPT, "An address, number or external id it had is another contact's now.");
        }
        contact.become(undoing.state());
        imports.flush();
        people.updated(contact, backwards(row, undoing.kept()), origin, attributes);
        if (undoing.kept().isEmpty()) {
            return undone(row, ImportUndone.RESTORED, null);
        }
        var all = undoing.kept().size() == row.changes().size();
        return undone(
                row,
                all ? ImportUndone.KEPT : ImportUndone.RESTORED,
                "Changed since and left as it is: " + String.join(", ", undoing.kept()) + ".");
    }

    private static Map<String, ValueChange> backwards(ContactImportRow row, List<String> kept) {
        var back = new LinkedHashMap<String, ValueChange>();
        row.changes().forEach((field, change) -> {
            if (!kept.contains(field)) {
                back.put(field, new ValueChange(change.after(), change.before()));
            }
        });
        return back;
    }

    private static ImportUndone undone(ContactImportRow row, ImportUndone outcome, @Nullable String why) {
        row.undone(outcome, why);
        return outcome;
    }

    // Afterwards

    /** The work failed for good: what was committed stays, and can be undone. */
    public void givenUp(UUID importId) {
        open.close(importId);
        imports.lock(importId)
                .filter(imported -> imported.state().atWork())
                .ifPresent(imported -> imported.failed(
                        "It went wrong on our side, several times; the server's log has more.", clock.instant()));
    }

    /** Deletes the file of an import that needs it no more. */
    public void releaseFile(UUID importId) {
        imports.lock(importId).filter(imported -> !imported.fileKept()).ifPresent(imported -> {
            if (imports.filesNeeded(Set.of(imported.fileId())).isEmpty()) {
                files.delete(imported.fileId());
            }
        });
    }

    /** Removes a bounded part of what is kept for a while only; answers whether there is more. */
    public boolean tidy() {
        var now = clock.instant();
        files.deleteIncomingBefore(now.minus(Duration.ofDays(1)));
        for (var tried : imports.triedBefore(now.minus(TRIED_FILES_KEPT), CHUNK)) {
            tried.withoutFile();
        }
        imports.flush();
        var old = files.keptBefore(now.minus(Duration.ofDays(1)));
        var needed = imports.filesNeeded(old);
        old.stream().filter(file -> !needed.contains(file)).forEach(files::delete);
        for (var imported : imports.finishedBefore(now.minus(DETAILS_KEPT), 1)) {
            if (imports.deleteRows(imported.id(), CHUNK) == 0) {
                imports.remove(imported);
            }
            return true;
        }
        return false;
    }
}
