-- notes that a threshold was reached or is kept again; changes nothing when that was told before
insert into provider.threshold_states as known (kind, name, threshold, over, value, changed_at)
select :kind, :name, :threshold, :over, :value, :at
where :over
   or exists (
    select
    from provider.threshold_states
    where kind = :kind
      and name = :name
      and threshold = :threshold)
on conflict (kind, name, threshold) do update
set over = excluded.over,
    value = excluded.value,
    changed_at = excluded.changed_at
where known.over <> excluded.over
