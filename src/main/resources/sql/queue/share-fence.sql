-- let nobody end this instance's epoch until the transaction is over
select pg_advisory_xact_lock_shared(hashtext('serai'), hashtext(:name))
