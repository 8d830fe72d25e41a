-- the name of the action whose tool a language model called
alter table decision add column tool_call varchar(60);
