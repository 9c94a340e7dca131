-- store a batch of messages, and that this instance is to deal with them
with accepted as (
    insert into queue.message (id, channel, address, lane, payload, marks, received_at)
    select id, channel, address, lane, payload, string_to_array(marks, ' '), received_at
    from unnest(cast(:ids as uuid[]), cast(:channels as text[]), cast(:addresses as text[]), cast(:lanes as text[]),
        cast(:payloads as text[]), cast(:marks as text[]), cast(:receivedAt as timestamptz[]))
        as incoming (id, channel, address, lane, payload, marks, received_at)
    returning seq, id
), owned as (
    insert into queue.delivery (seq, owner, owner_epoch)
    select seq, :owner, :epoch
    from accepted
)
select seq, id
from accepted
order by seq
