"""What was sent is kept as it was sent, what was approved stands; a decision keeps its number."""

MINUTES = """
CREATE OR REPLACE FUNCTION minutes_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.circulated_at IS NOT NULL AND
     (OLD.circulated, OLD.circulated_at, OLD.circulated_seq)
     IS DISTINCT FROM (NEW.circulated, NEW.circulated_at, NEW.circulated_seq) THEN
    RAISE EXCEPTION 'minutes that were sent are kept as they were sent' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.state = 'approved' AND
     (OLD.state, OLD.content, OLD.sha256, OLD.approved_at)
     IS DISTINCT FROM (NEW.state, NEW.content, NEW.sha256, NEW.approved_at) THEN
    RAISE EXCEPTION 'approved minutes stand' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER minutes_stay BEFORE UPDATE ON minutes_minutes
  FOR EACH ROW EXECUTE FUNCTION minutes_stay();
"""

DECISIONS = """
CREATE OR REPLACE FUNCTION minutes_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.meeting_id, OLD.series_id, OLD.number) IS DISTINCT FROM (NEW.meeting_id, NEW.series_id, NEW.number) THEN
    RAISE EXCEPTION 'a decision keeps its number' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF OLD.text IS DISTINCT FROM NEW.text
     AND EXISTS (SELECT 1 FROM minutes_minutes WHERE meeting_id = OLD.meeting_id AND state = 'approved') THEN
    RAISE EXCEPTION 'a decision of approved minutes stands' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER minutes_decision_stays BEFORE UPDATE ON minutes_decision
  FOR EACH ROW EXECUTE FUNCTION minutes_decision_stays();
"""

SQL = (MINUTES, DECISIONS)
