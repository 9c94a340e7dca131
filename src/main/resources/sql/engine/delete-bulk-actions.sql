-- what was asked for of many runs, and is over for long
delete from engine.bulk_actions
where finished < cast(:before as timestamptz)
