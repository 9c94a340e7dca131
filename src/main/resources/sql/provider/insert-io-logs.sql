-- keeps finished model calls; the parameters hold one array for each column, and
-- a row that is already there is left alone, so a batch may be repeated
insert into provider.ai_io_logs
    (id, model_name, provider, model_id, run_id, node_id, request_text, response_text, response_status,
     token_input, token_output, token_total, token_estimated, first_token_ms, duration_ms, error_code,
     error_message, created_at)
select
    cast(id as uuid), model_name, provider, model_id, cast(run_id as uuid), node_id, request_text,
    response_text, response_status, cast(token_input as bigint), cast(token_output as bigint),
    cast(token_total as bigint), cast(token_estimated as boolean), cast(first_token_ms as bigint),
    cast(duration_ms as bigint), error_code, error_message, cast(created_at as timestamptz)
from unnest(
    cast(:#id as text[]), cast(:#model_name as text[]), cast(:#provider as text[]), cast(:#model_id as text[]),
    cast(:#run_id as text[]), cast(:#node_id as text[]), cast(:#request_text as text[]),
    cast(:#response_text as text[]), cast(:#response_status as text[]), cast(:#token_input as text[]),
    cast(:#token_output as text[]), cast(:#token_total as text[]), cast(:#token_estimated as text[]),
    cast(:#first_token_ms as text[]), cast(:#duration_ms as text[]), cast(:#error_code as text[]),
    cast(:#error_message as text[]), cast(:#created_at as text[]))
    as call (id, model_name, provider, model_id, run_id, node_id, request_text, response_text, response_status,
     token_input, token_output, token_total, token_estimated, first_token_ms, duration_ms, error_code,
     error_message, created_at)
on conflict (id) do nothing
