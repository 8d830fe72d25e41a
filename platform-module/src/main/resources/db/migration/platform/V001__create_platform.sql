-- db-scheduler's table, in its own layout
create table scheduled_task (
    task_name varchar(100) not null,
    task_instance varchar(250) not null,
    task_data bytea,
    execution_time timestamp with time zone not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures int,
    last_heartbeat timestamp with time zone,
    version bigint not null,
    priority smallint,
    primary key (task_name, task_instance)
);
create index scheduled_task_execution_time on scheduled_task (execution_time);
create index scheduled_task_last_heartbeat on scheduled_task (last_heartbeat);

-- deliveries that were given up after all attempts: kept for people to look at and run again
create table dead_delivery (
    id varchar(250) not null primary key,
    observer varchar(200) not null,
    event_name varchar(100) not null,
    event text not null,
    attempts int not null,
    last_error text not null,
    died_at timestamp with time zone not null
);

create table idempotent_response (
    key_hash varchar(64) not null primary key,
    request_hash varchar(64) not null,
    status int not null,
    location varchar(1000),
    body bytea not null,
    created_at timestamp with time zone not null
);
create index idempotent_response_created_at on idempotent_response (created_at);
