"""What was published as the state of the art is never changed: only accounts that are gone fade from it."""

KEPT = """
CREATE OR REPLACE FUNCTION consensus_published_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An erased account and a vote that is gone leave a gap; a name or a vote never takes another's place.
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - 'by_id' - 'entry_id' = to_jsonb(OLD) - 'by_id' - 'entry_id'
     AND coalesce((to_jsonb(NEW) ->> 'by_id') = (to_jsonb(OLD) ->> 'by_id'), (to_jsonb(NEW) ->> 'by_id') IS NULL)
     AND coalesce((to_jsonb(NEW) ->> 'entry_id') = (to_jsonb(OLD) ->> 'entry_id'),
                  (to_jsonb(NEW) ->> 'entry_id') IS NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was published stays as it was' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER consensus_published_stays BEFORE UPDATE OR DELETE ON consensus_statementversion
  FOR EACH ROW EXECUTE FUNCTION consensus_published_stays();
CREATE OR REPLACE TRIGGER consensus_published_stays BEFORE UPDATE OR DELETE ON consensus_edition
  FOR EACH ROW EXECUTE FUNCTION consensus_published_stays();
"""

NUMBERS = """
CREATE OR REPLACE FUNCTION consensus_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (OLD.topic_id, OLD.number) IS DISTINCT FROM (NEW.topic_id, NEW.number) THEN
    RAISE EXCEPTION 'a statement keeps its number' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER consensus_statement_stays BEFORE UPDATE OR DELETE ON consensus_statement
  FOR EACH ROW EXECUTE FUNCTION consensus_statement_stays();
"""

SQL = (KEPT, NUMBERS)
