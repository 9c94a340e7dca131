-- these messages are dealt with
delete from queue.delivery
where seq = any(cast(:seqs as bigint[]))
