-- one run further; nothing if it was stopped, or another hub has it by now
update engine.bulk_actions
set after = :after,
    done = done + :done,
    passed_over = passed_over + :passedOver,
    failed = failed + :failed,
    errors = case when cast(:error as text) is not null and jsonb_array_length(errors) < 20
        then errors || jsonb_build_array(cast(:error as text)) else errors end
where id = cast(:id as uuid)
and status = 'running'
and owner = :owner
and owner_epoch = :epoch
