-- turns that went on; one that an event has reached since then keeps it
delete from engine.waits
using unnest(cast(:#runs as text[]), cast(:#nodes as text[]), cast(:#turns as text[]), cast(:#signals as text[]))
    as over (run, node, turn, signals)
where waits.run_id = cast(over.run as uuid)
and waits.node_id = over.node
and waits.turn = over.turn
and waits.signals = cast(over.signals as integer)
