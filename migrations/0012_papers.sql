-- Papers about a grade, the school, or the children in one category; and when somebody approved one: from then on it stands.
alter table paper add column grade bigint;
alter table paper add column category text;
alter table paper add column approved_at bigint;
alter table paper add column approved_by uuid;
