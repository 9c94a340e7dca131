-- take back keys that a refused copy left
delete from queue.mark
where key = any(cast(:keys as text[]))
