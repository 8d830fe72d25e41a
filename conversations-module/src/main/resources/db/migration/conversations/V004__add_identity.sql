-- a visitor who proved to be a user of the agent's site is the same on every device
alter table visitor add column user_id varchar(510);
alter table visitor add column known text default '{}' not null;
create unique index visitor_user on visitor (agent_id, user_id);

alter table conversation add column identity varchar(20) default 'NONE' not null;
create index conversation_own on conversation (visitor_id, last_activity_at, id);
