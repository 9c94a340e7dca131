-- runs that have ended wait for nothing
delete from engine.waits
where run_id = any(cast(:#runs as uuid[]))
