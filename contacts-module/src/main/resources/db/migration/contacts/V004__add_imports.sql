create table contact_import (
    id uuid not null primary key,
    workspace_id uuid not null,
    actor varchar(100) not null,
    file_id uuid not null,
    file_kept boolean not null,
    file_name varchar(510) not null,
    file_size bigint not null,
    format varchar(10) not null,
    delimiter varchar(2),
    encoding varchar(40) not null,
    default_region varchar(4) not null,
    file_columns text not null,
    dry_run boolean not null,
    overwrite boolean not null,
    state varchar(20) not null,
    records_read bigint not null,
    bytes_read bigint not null,
    rows_created bigint not null,
    rows_changed bigint not null,
    rows_same bigint not null,
    rows_conflict bigint not null,
    rows_invalid bigint not null,
    removed bigint not null,
    restored bigint not null,
    kept bigint not null,
    failure varchar(2000),
    created_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    version bigint not null
);
create index contact_import_newest on contact_import (workspace_id, created_at, id);

-- what became of each row that is more than the same; contact_id has no key into contact: it outlives the contact
create table contact_import_row (
    import_id uuid not null references contact_import (id),
    line bigint not null,
    workspace_id uuid not null,
    outcome varchar(10) not null,
    contact_id uuid,
    reason varchar(2000),
    repeats bigint,
    changes text,
    -- all there was of a contact before this row changed it, for undoing
    state_before text,
    -- in a dry run, all there would be of a contact after this row
    state_after text,
    original text,
    handled_at timestamp(6) with time zone not null,
    undone varchar(10),
    undo_reason varchar(1000),
    primary key (import_id, line)
);
create index contact_import_row_contact on contact_import_row (contact_id, import_id, line);

-- in a dry run, which addresses, numbers and external ids the contacts would have that it would make
create table contact_import_key (
    import_id uuid not null references contact_import (id),
    key_value varchar(600) not null,
    contact_id uuid not null,
    primary key (import_id, key_value)
);
