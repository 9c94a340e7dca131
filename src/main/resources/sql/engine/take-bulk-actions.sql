-- what this hub has to do, that of hubs that are gone included
update engine.bulk_actions
set owner = :owner, owner_epoch = :epoch
where id in (
    select id
    from engine.bulk_actions
    where status = 'running'
    and (owner || ':' || owner_epoch <> all(cast(:living as text[])) or (owner = :owner and owner_epoch = :epoch))
    order by requested
    for update skip locked
)
returning id
