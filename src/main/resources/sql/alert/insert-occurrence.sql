-- an alert came, perhaps again
insert into alert.occurrences (key, alert_id, code, run_id, at)
select :#key, cast(:#id as uuid), :#code, cast(:#runId as uuid), cast(:#at as timestamptz)
on conflict (key) do nothing
