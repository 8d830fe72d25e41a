-- what consent a form asks for, as it was when the form was offered: {text, required, version}
alter table lead_form add column consent text;

-- the wording the visitor answered to: the proof
alter table lead add column consent_text text;
alter table lead add column consent_version varchar(40);
