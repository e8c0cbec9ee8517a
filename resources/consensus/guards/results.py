"""What a round came to is written once, when it closes. Only how its meeting went may be told later."""

RESULTS = """
CREATE OR REPLACE FUNCTION consensus_results_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'closed' AND to_jsonb(NEW) - 'meeting' - 'reminders' <> to_jsonb(OLD) - 'meeting' - 'reminders' THEN
    RAISE EXCEPTION 'the results of a closed round stay' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consensus_results_stay BEFORE UPDATE ON consensus_round
  FOR EACH ROW EXECUTE FUNCTION consensus_results_stay();
"""

FIGURES = """
CREATE OR REPLACE FUNCTION consensus_figures_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM consensus_round r WHERE r.id = OLD.round_id AND r.state = 'closed';
  IF FOUND THEN
    RAISE EXCEPTION 'the results of a closed round stay' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consensus_figures_stay BEFORE UPDATE ON consensus_rounditem
  FOR EACH ROW EXECUTE FUNCTION consensus_figures_stay();
"""

SQL = (RESULTS, FIGURES)
