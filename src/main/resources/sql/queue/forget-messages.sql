-- messages whose retention is over, a bounded number at a time
delete from queue.message
where seq in (
    select m.seq
    from queue.message m
    where m.received_at < cast(:before as timestamptz)
    and not exists (select 1 from queue.delivery d where d.seq = m.seq)
    order by m.seq
    limit 5000)
