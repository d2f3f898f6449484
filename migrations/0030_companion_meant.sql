-- Until when somebody was meant to stay, when it was ended before: an end pressed by mistake is taken back the same day (K3).
alter table companion add column meant_until_on text;
