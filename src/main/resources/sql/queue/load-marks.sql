-- marks that messages of the last hour left behind
select mark
from queue.message m
cross join unnest(m.marks) as mark
where m.received_at > cast(:since as timestamptz)
order by m.seq
