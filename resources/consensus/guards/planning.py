"""What was locked when a round opened stays: protocols, amendments, groups, wordings, translations that were checked.

Only the names of people may go from them, when somebody is erased. The moment of a lock is set once.
"""

PROTOCOLS = """
CREATE OR REPLACE FUNCTION consensus_protocol_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.locked_at IS NOT NULL THEN
    RAISE EXCEPTION 'this protocol is locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER consensus_protocol_stays BEFORE UPDATE OR DELETE ON consensus_protocol
  FOR EACH ROW EXECUTE FUNCTION consensus_protocol_stays();
"""

AMENDMENTS = """
CREATE OR REPLACE FUNCTION consensus_amendment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL
     AND to_jsonb(NEW) - 'by_id' - 'by_name' = to_jsonb(OLD) - 'by_id' - 'by_name' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'amendments are only added' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER consensus_amendment_stays BEFORE UPDATE OR DELETE ON consensus_amendment
  FOR EACH ROW EXECUTE FUNCTION consensus_amendment_stays();
"""

GROUPS = """
CREATE OR REPLACE FUNCTION consensus_group_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM consensus_protocol p WHERE p.panel_id = OLD.panel_id AND p.locked_at IS NOT NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'the groups of this panel are locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER consensus_group_stays BEFORE UPDATE OR DELETE ON consensus_group
  FOR EACH ROW EXECUTE FUNCTION consensus_group_stays();
"""

WORDINGS = """
CREATE OR REPLACE FUNCTION consensus_wording_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.locked_at IS NOT NULL THEN
    IF TG_OP = 'UPDATE' AND (NEW.by_id IS NULL OR NEW.by_id = OLD.by_id)
       AND to_jsonb(NEW) - 'by_id' = to_jsonb(OLD) - 'by_id' THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this wording is locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER consensus_wording_stays BEFORE UPDATE OR DELETE ON consensus_wording
  FOR EACH ROW EXECUTE FUNCTION consensus_wording_stays();
"""

TRANSLATIONS = """
CREATE OR REPLACE FUNCTION consensus_translation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM consensus_wording w WHERE w.id = OLD.wording_id AND w.locked_at IS NOT NULL;
  IF FOUND AND OLD.checked_at IS NOT NULL THEN
    IF TG_OP = 'UPDATE' AND (NEW.by_id IS NULL OR NEW.by_id = OLD.by_id)
       AND (NEW.checked_by_id IS NULL OR NEW.checked_by_id = OLD.checked_by_id)
       AND to_jsonb(NEW) - 'by_id' - 'checked_by_id' = to_jsonb(OLD) - 'by_id' - 'checked_by_id' THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this translation is locked' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE TRIGGER consensus_translation_stays BEFORE UPDATE OR DELETE ON consensus_translation
  FOR EACH ROW EXECUTE FUNCTION consensus_translation_stays();
"""

SQL = (PROTOCOLS, AMENDMENTS, GROUPS, WORDINGS, TRANSLATIONS)
