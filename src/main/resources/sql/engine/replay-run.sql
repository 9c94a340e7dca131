-- on which version a run goes on; effects happen again from a turn on, if that is wanted
update engine.flow_instances
set flow_version = :version,
    rounds = case when cast(:effects as boolean) then array_append(coalesce(rounds, '{}'), :seq) else rounds end
where id = cast(:id as uuid)
