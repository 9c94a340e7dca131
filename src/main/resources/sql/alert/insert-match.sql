-- a rule held
insert into alert.rule_matches (key, rule, subject, run_id, at)
select :#key, :#rule, :#subject, cast(:#runId as uuid), cast(:#at as timestamptz)
on conflict (key) do nothing
