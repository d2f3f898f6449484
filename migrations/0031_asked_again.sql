-- A spot check that asks a second time (M4) says why, and what was answered before stays beside the new answer.
-- again_cell, earlier_cell: L2 GEN, as the other words of the finding
alter table spot_finding add column again_cell bytea;
alter table spot_finding add column earlier_cell bytea;
