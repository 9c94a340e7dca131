-- whether a rule held before, in another run
select exists (
    select
    from alert.rule_matches
    where rule = :rule
      and subject = :subject
      and at > :since
      and run_id <> :run)
