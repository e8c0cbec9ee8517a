"""Answers come in while their round is open, from a seat of its panel, on its scale; else the database refuses them.

The round's row is shared until the answer is committed, so that closing waits for answers on their way, and answers
that come later find it closed.
"""

RATINGS = """
CREATE OR REPLACE FUNCTION consensus_rating_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given consensus_rating := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  known record;
BEGIN
  SELECT r.state, r.panel_id, p.low, p.high INTO known
    FROM consensus_rounditem e JOIN consensus_round r ON r.id = e.round_id
    LEFT JOIN consensus_protocol p ON p.panel_id = r.panel_id
    WHERE e.id = given.entry_id FOR SHARE OF r;
  IF NOT FOUND AND TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF known.state IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'this round takes no ratings' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.entry_id, OLD.seat_id) IS DISTINCT FROM (NEW.entry_id, NEW.seat_id) THEN
    RAISE EXCEPTION 'a rating stays where it was given' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM 1 FROM consensus_seat s WHERE s.key = NEW.seat_id AND s.panel_id = known.panel_id AND NOT s.is_withdrawn;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this seat is not of this panel' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.value < known.low OR NEW.value > known.high THEN
    RAISE EXCEPTION 'this rating is not on the scale' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consensus_rating_in_time BEFORE INSERT OR UPDATE OR DELETE ON consensus_rating
  FOR EACH ROW EXECUTE FUNCTION consensus_rating_in_time();
"""

BALLOTS = """
CREATE OR REPLACE FUNCTION consensus_ballot_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given consensus_ballot := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
  known record;
BEGIN
  SELECT r.state, r.panel_id INTO known FROM consensus_round r WHERE r.id = given.round_id FOR SHARE OF r;
  IF NOT FOUND AND TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF known.state IS DISTINCT FROM 'open' THEN
    RAISE EXCEPTION 'this round takes no ballots' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  PERFORM 1 FROM consensus_seat s WHERE s.key = NEW.seat_id AND s.panel_id = known.panel_id AND NOT s.is_withdrawn;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this seat is not of this panel' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consensus_ballot_in_time BEFORE INSERT OR UPDATE OR DELETE ON consensus_ballot
  FOR EACH ROW EXECUTE FUNCTION consensus_ballot_in_time();
"""

# Dissent is asked for when a round has closed; what a moderator decides about words may come at any time.
REMARKS = """
CREATE OR REPLACE FUNCTION consensus_remark_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  known record;
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.round_id, OLD.entry_id, OLD.seat_id, OLD.kind, OLD.text, OLD.language)
     IS NOT DISTINCT FROM (NEW.round_id, NEW.entry_id, NEW.seat_id, NEW.kind, NEW.text, NEW.language) THEN
    RETURN NEW;
  END IF;
  SELECT r.state, r.panel_id INTO known FROM consensus_round r WHERE r.id = NEW.round_id FOR SHARE OF r;
  IF known.state IS DISTINCT FROM (CASE WHEN NEW.kind = 'dissent' THEN 'closed' ELSE 'open' END) THEN
    RAISE EXCEPTION 'this round takes no such words' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM 1 FROM consensus_seat s WHERE s.key = NEW.seat_id AND s.panel_id = known.panel_id AND NOT s.is_withdrawn;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'this seat is not of this panel' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consensus_remark_in_time BEFORE INSERT OR UPDATE ON consensus_remark
  FOR EACH ROW EXECUTE FUNCTION consensus_remark_in_time();
"""

SQL = (RATINGS, BALLOTS, REMARKS)
