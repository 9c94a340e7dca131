-- a run in the background is about to be begun; no row comes back if that has been done under this key already
insert into provider.workflow_runs
    (id, workflow, provider, effect_key, run_id, node_id, request_params, state, created_at, deadline)
values
    (:id, :workflow, :provider, :key, :run, :node, cast(:params as jsonb), 'starting', :now, :deadline)
on conflict (effect_key) do update
set id = excluded.id,
    execute_id = null,
    request_params = excluded.request_params,
    state = 'starting',
    created_at = excluded.created_at,
    deadline = excluded.deadline
where workflow_runs.state not in ('starting', 'running')
returning *
