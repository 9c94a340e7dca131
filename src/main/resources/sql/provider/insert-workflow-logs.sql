-- keeps finished workflow calls; the parameters hold one array for each column, and
-- a row that is already there is left alone, so a batch may be repeated
insert into provider.ai_workflow_logs
    (id, workflow_name, provider, run_id, node_id, request_params, response_status, token_input, token_output,
     token_total, error_code, error_message, interrupt_event_id, duration_ms, created_at)
select
    cast(id as uuid), workflow_name, provider, cast(run_id as uuid), node_id, cast(request_params as jsonb),
    response_status, cast(token_input as bigint), cast(token_output as bigint), cast(token_total as bigint),
    error_code, error_message, interrupt_event_id, cast(duration_ms as bigint), cast(created_at as timestamptz)
from unnest(
    cast(:#id as text[]), cast(:#workflow_name as text[]), cast(:#provider as text[]),
    cast(:#run_id as text[]), cast(:#node_id as text[]), cast(:#request_params as text[]),
    cast(:#response_status as text[]), cast(:#token_input as text[]), cast(:#token_output as text[]),
    cast(:#token_total as text[]), cast(:#error_code as text[]), cast(:#error_message as text[]),
    cast(:#interrupt_event_id as text[]), cast(:#duration_ms as text[]), cast(:#created_at as text[]))
    as call (id, workflow_name, provider, run_id, node_id, request_params, response_status, token_input, token_output,
     token_total, error_code, error_message, interrupt_event_id, duration_ms, created_at)
on conflict (id) do nothing
