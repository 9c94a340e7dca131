-- until the end of the transaction nobody else deals with this call of WorkTool
select pg_advisory_xact_lock(hashtextextended(:messageId, 101))
