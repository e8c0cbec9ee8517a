"""No meeting gives more places than it has, whoever writes the row.

Whoever is given a place takes the meeting's row first, so two that come at the same time are counted one after the
other. Lowering the number of places takes nobody's: only a new one is refused.
"""

PLACES = """
CREATE OR REPLACE FUNCTION calendar_place_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  places integer;
  taken integer;
BEGIN
  IF NEW.place <> 'confirmed' OR NEW.removed_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.place = 'confirmed' AND OLD.removed_at IS NULL AND OLD.meeting_id = NEW.meeting_id THEN
    RETURN NEW;
  END IF;
  SELECT m.capacity INTO places FROM calendar_meeting m WHERE m.id = NEW.meeting_id FOR NO KEY UPDATE;
  IF places IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT count(*) INTO taken FROM calendar_attendance a
    WHERE a.meeting_id = NEW.meeting_id AND a.place = 'confirmed' AND a.removed_at IS NULL AND a.id <> NEW.id;
  IF taken >= places THEN
    RAISE EXCEPTION 'all places of this meeting are taken' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER calendar_place_is_there BEFORE INSERT OR UPDATE ON calendar_attendance
  FOR EACH ROW EXECUTE FUNCTION calendar_place_is_there();
"""

SQL = (PLACES,)
