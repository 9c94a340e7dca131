-- an alert; one that is there already stays as it is
insert into alert.alert_history (id, level, code, fingerprint, data, run_id, node_id, raised_at)
select cast(:#id as uuid), :#level, :#code, :#fingerprint, cast(:#data as jsonb), cast(:#runId as uuid), :#nodeId,
    cast(:#at as timestamptz)
on conflict (id) do nothing
