-- somebody is to be told; passes over what was asked for before
insert into alert.notifications (id, key, alert_id, channel, recipient, content, status, next_at, run_id, node_id,
    created_at, sent_at)
select cast(:#id as uuid), :#key, cast(:#alertId as uuid), :#channel, :#recipient, :#content, :#status,
    cast(:#at as timestamptz), cast(:#runId as uuid), :#nodeId, cast(:#at as timestamptz),
    case when cast(:#status as text) = 'sent' then cast(:#at as timestamptz) end
on conflict do nothing
