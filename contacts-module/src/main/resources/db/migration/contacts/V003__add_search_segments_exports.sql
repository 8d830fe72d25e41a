-- what text search looks in: the keys of name and external id, every e-mail and phone, one a line; made by Contact
alter table contact add column search_text text;
update contact set search_text = coalesce(name_key, '') || chr(10) || coalesce(external_id_key, '') || chr(10)
    || coalesce(email_key, '') || chr(10) || coalesce(phone, '');
alter table contact alter column search_text set not null;

-- contacts are listed in the order of any of these, and id
create index contact_by_name on contact (workspace_id, name_key, id);
create index contact_by_external_id on contact (workspace_id, external_id_key, id);
create index contact_by_update on contact (workspace_id, updated_at, id);
create index contact_by_last_seen on contact (workspace_id, last_seen_at, id);

create table segment (
    id uuid not null primary key,
    workspace_id uuid not null,
    name varchar(200) not null,
    name_key varchar(1200) not null,
    filter text not null,
    created_at timestamp(6) with time zone not null,
    updated_at timestamp(6) with time zone not null,
    version bigint not null
);
create unique index segment_name on segment (workspace_id, name_key);
create index segment_created_at on segment (workspace_id, created_at, id);

create table contact_export (
    id uuid not null primary key,
    workspace_id uuid not null,
    state varchar(20) not null,
    format varchar(20) not null,
    columns text not null,
    filter text not null,
    rows_written bigint not null,
    rows_total bigint,
    bytes bigint,
    sha256 varchar(64),
    actor varchar(100) not null,
    created_at timestamp(6) with time zone not null,
    finished_at timestamp(6) with time zone,
    expires_at timestamp(6) with time zone not null,
    version bigint not null
);
create index contact_export_created_at on contact_export (workspace_id, created_at, id);
create index contact_export_expires_at on contact_export (expires_at);

-- the file of an export, compressed and in pieces, where every node can read it
create table contact_export_piece (
    export_id uuid not null,
    number int not null,
    bytes bytea not null,
    primary key (export_id, number)
);
