-- where a conversation came from, to count by; the id is the conversation's
create table touch (
    id uuid not null primary key,
    workspace_id uuid not null,
    page varchar(400) not null,
    source varchar(400) not null,
    medium varchar(400) not null,
    campaign varchar(400) not null,
    referrer varchar(400) not null
);
-- the touch of the visitor's first conversation, which may be this one
alter table conversation add column first_touch_id uuid;

-- how long the visitor took, of a submitted form
alter table lead_form_event add column seconds int;
create index lead_form_due on lead_form (status, offered_at);

-- what has happened and is not in the tallies yet: written with it, removed in the transaction that adds it to them
create table tally_entry (
    id uuid not null primary key,
    workspace_id uuid not null,
    agent_id uuid not null,
    metric varchar(20) not null,
    delta int not null,
    item varchar(120) not null,
    quarter timestamp(6) with time zone not null,
    touch_id uuid,
    first_touch_id uuid
);
create index tally_entry_workspace on tally_entry (workspace_id, quarter);

-- one row: whoever adds entries to the tallies locks it
create table tally_lock (
    id int not null primary key
);
insert into tally_lock (id) values (1);

-- counts by quarter of an hour and by day, in UTC, of one item of a dimension (a page, a source, a field …)
create table tally (
    workspace_id uuid not null,
    dimension varchar(20) not null,
    span varchar(10) not null,
    began_at timestamp(6) with time zone not null,
    agent_id uuid not null,
    item varchar(400) not null,
    offered bigint not null,
    seen bigint not null,
    started bigint not null,
    submitted bigint not null,
    dismissed bigint not null,
    expired bigint not null,
    completed bigint not null,
    failed bigint not null,
    conversations bigint not null,
    leads bigint not null,
    primary key (workspace_id, dimension, span, began_at, agent_id, item)
);

-- what was there before: its pages and sources were kept as text only and stay unknown
insert into touch (id, workspace_id, page, source, medium, campaign, referrer)
select id, workspace_id, '', '', '', '', '' from conversation;
update conversation set first_touch_id = id;

-- a form's steps are events, once each; what the widget had told of them more often is not
delete from lead_form_event where type in ('seen', 'started');
insert into lead_form_event (id, form_id, workspace_id, type, happened_at)
select gen_random_uuid(), id, workspace_id, 'offered', offered_at from lead_form;
insert into lead_form_event (id, form_id, workspace_id, type, happened_at)
select gen_random_uuid(), id, workspace_id, 'seen', seen_at from lead_form where seen_at is not null;
insert into lead_form_event (id, form_id, workspace_id, type, happened_at)
select gen_random_uuid(), id, workspace_id, 'started', started_at from lead_form where started_at is not null;
insert into lead_form_event (id, form_id, workspace_id, type, seconds, happened_at)
select gen_random_uuid(), id, workspace_id, lower(status),
       case when status = 'SUBMITTED' then cast(floor(extract(epoch from (closed_at - offered_at)) + 0.5) as int) end,
       closed_at
from lead_form where closed_at is not null;

-- all that is counted, as entries: with the tallies emptied first, these three make them anew
insert into tally_entry (id, workspace_id, agent_id, metric, delta, item, quarter, touch_id, first_touch_id)
select e.id, e.workspace_id, f.agent_id,
       case e.type when 'field_completed' then 'COMPLETED' when 'field_error' then 'FAILED'
                   when 'expiry_taken_back' then 'EXPIRED' else upper(e.type) end,
       case e.type when 'expiry_taken_back' then -1 else 1 end,
       case when e.type = 'submitted' then cast(e.seconds as varchar(120)) else coalesce(e.field, '') end,
       timestamp with time zone '1970-01-01 00:00:00+00'
           + floor(extract(epoch from e.happened_at) / 900) * interval '15' minute,
       f.conversation_id, c.first_touch_id
from lead_form_event e join lead_form f on f.id = e.form_id join conversation c on c.id = f.conversation_id;
insert into tally_entry (id, workspace_id, agent_id, metric, delta, item, quarter, touch_id, first_touch_id)
select id, workspace_id, agent_id, 'CONVERSATIONS', 1, '',
       timestamp with time zone '1970-01-01 00:00:00+00'
           + floor(extract(epoch from created_at) / 900) * interval '15' minute,
       id, first_touch_id
from conversation;
insert into tally_entry (id, workspace_id, agent_id, metric, delta, item, quarter, touch_id, first_touch_id)
select l.id, l.workspace_id, l.agent_id, 'LEADS', 1, '',
       timestamp with time zone '1970-01-01 00:00:00+00'
           + floor(extract(epoch from l.created_at) / 900) * interval '15' minute,
       l.conversation_id, c.first_touch_id
from lead l left join conversation c on c.id = l.conversation_id
where l.status <> 'SPAM';
