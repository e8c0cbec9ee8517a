"""What the database itself sees to: the audit log only grows, and no change of a role goes by it.

Written after every migration and not by one, so that a database that was made without migrations has it too.
"""

from django.db import connections

TRACES = """
CREATE OR REPLACE FUNCTION privacy_trace_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('privacy.clock', true) = 'on' THEN
    RETURN OLD;
  END IF;
  -- In the transaction that wrote it, and there alone, the name of who acted may be filled in.
  IF TG_OP = 'UPDATE' AND OLD.by_id IS NULL AND OLD.xact = pg_current_xact_id()::text::bigint
     AND to_jsonb(NEW) - 'by_id' = to_jsonb(OLD) - 'by_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the audit log only grows' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE OR REPLACE TRIGGER privacy_trace_stays BEFORE UPDATE OR DELETE ON privacy_trace
  FOR EACH ROW EXECUTE FUNCTION privacy_trace_stays();
"""

ROLES = """
CREATE OR REPLACE FUNCTION privacy_role_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed jsonb := '{}';
BEGIN
  IF OLD.is_superuser <> NEW.is_superuser THEN
    changed := changed || jsonb_build_object('is_superuser', NEW.is_superuser);
  END IF;
  IF OLD.is_network_coordinator <> NEW.is_network_coordinator THEN
    changed := changed || jsonb_build_object('is_network_coordinator', NEW.is_network_coordinator);
  END IF;
  IF OLD.is_sponsor_staff <> NEW.is_sponsor_staff THEN
    changed := changed || jsonb_build_object('is_sponsor_staff', NEW.is_sponsor_staff);
  END IF;
  IF OLD.status <> NEW.status THEN
    changed := changed || jsonb_build_object('status', NEW.status);
  END IF;
  IF OLD.is_active <> NEW.is_active THEN
    changed := changed || jsonb_build_object('is_active', NEW.is_active);
  END IF;
  IF changed <> '{}' THEN
    INSERT INTO privacy_trace (kind, about_id, detail, at, xact)
    VALUES ('role_changed', NEW.id, changed, now(), pg_current_xact_id()::text::bigint);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER privacy_role_changed
  AFTER UPDATE OF is_superuser, is_network_coordinator, is_sponsor_staff, status, is_active ON accounts_member
  FOR EACH ROW EXECUTE FUNCTION privacy_role_changed();
"""

TERMS = """
CREATE OR REPLACE FUNCTION privacy_term_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  city text := (SELECT slug FROM cities_city WHERE id = NEW.city_id);
  told jsonb := jsonb_build_object('coordinator', NEW.ended_at IS NULL, 'city', city);
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO privacy_trace (kind, by_id, about_id, detail, at, xact)
    VALUES ('role_changed', NEW.appointed_by_id, NEW.member_id, told, now(), pg_current_xact_id()::text::bigint);
  ELSIF (OLD.ended_at, OLD.starts_on, OLD.ends_on) IS DISTINCT FROM (NEW.ended_at, NEW.starts_on, NEW.ends_on) THEN
    INSERT INTO privacy_trace (kind, by_id, about_id, detail, at, xact)
    VALUES ('role_changed', NEW.ended_by_id, NEW.member_id, told, now(), pg_current_xact_id()::text::bigint);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER privacy_term_changed AFTER INSERT OR UPDATE ON cities_coordinatorterm
  FOR EACH ROW EXECUTE FUNCTION privacy_term_changed();
"""

NEEDED = ("privacy_trace", "accounts_member", "cities_coordinatorterm")


def stand_guard(using, **_):
    """Write the triggers; nothing happens while a table that they need is not there yet."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT count(to_regclass(name)) FROM unnest(%s::text[]) name", [list(NEEDED)])
        if cursor.fetchone()[0] < len(NEEDED):
            return
        for sql in (TRACES, ROLES, TERMS):
            cursor.execute(sql)
