-- runs of hubs that are gone are this hub's from now on
update engine.waits
set owner = :owner, owner_epoch = :epoch
where (run_id, node_id, turn) in (
    select run_id, node_id, turn
    from engine.waits
    where owner || ':' || owner_epoch <> all(cast(:living as text[]))
    for update skip locked
)
