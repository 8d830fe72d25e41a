-- one row for each time; the key is a digest of the question without case and punctuation
create table unanswered_question (
    message_id uuid not null primary key,
    conversation_id uuid not null,
    workspace_id uuid not null,
    agent_id uuid not null,
    question_key varchar(64) not null,
    question varchar(1000) not null,
    asked_at timestamp(6) with time zone not null
);
create index unanswered_question_agent on unanswered_question (agent_id, question_key, asked_at);
create index unanswered_question_conversation on unanswered_question (conversation_id);

-- what the visitor told of themselves in the chat before the form was offered
alter table lead_form add column prefilled_values text default '{}' not null;
