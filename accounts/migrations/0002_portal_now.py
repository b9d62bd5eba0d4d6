"""One clock for everybody, which tests can move by a setting of the connection."""

from django.db import migrations

CREATE = """
CREATE FUNCTION portal_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('portal.now', true), '')::timestamptz,
    statement_timestamp()
      + coalesce(nullif(current_setting('portal.offset', true), '')::interval, interval '0')
  )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION portal_now()")]
