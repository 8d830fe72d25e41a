-- what each node has counted of something, so that the others can take it into account; short-lived
create table shared_count (
    name varchar(100) not null,
    node varchar(36) not null,
    amount bigint not null,
    changed_at timestamp(6) with time zone not null,
    primary key (name, node)
);
create index shared_count_changed_at on shared_count (changed_at);
