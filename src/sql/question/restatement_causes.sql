-- the causes of a restatement in the order in which the first that acts on a line is the one that it is told under
create or replace temp macro restatement_causes() as ['definition', 'fx', 'decision', 'removed', 'late', 'backdated', 'corrected', 'reclassified'];
