-- conversations whose visitor proved to be the person: for the timeline, and to find all there is of somebody who left no lead
create table contact_conversation (
    conversation_id uuid not null primary key,
    workspace_id uuid not null,
    contact_id uuid not null references contact (id),
    visitor_id uuid not null,
    started_at timestamp(6) with time zone not null
);
create index contact_conversation_started on contact_conversation (contact_id, started_at, conversation_id);

alter table erasure add column visitor_ids text;
update erasure set visitor_ids = '[]';
alter table erasure alter column visitor_ids set not null;
