-- what is asked for of many runs at once
insert into engine.bulk_actions (id, action, filter, options, status, requested, owner, owner_epoch)
values (cast(:id as uuid), :action, cast(:filter as jsonb), cast(:options as jsonb), 'running', cast(:now as timestamptz), :owner, :epoch)
