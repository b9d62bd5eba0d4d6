"""The rules of B2 as rows, and seats that the database itself counts (B2.1)."""

from django.db import migrations

# An assumption, see docs/assumptions.md.
SEATS = {0: 2, 4: 3, 7: 4}
# Type of case: needs training, stops while an invoice is overdue (B2.4).
GATES = {
    "support_request": (True, True),
    "programming_error": (True, True),
    "wish": (False, True),
    "work_order": (False, False),
}

CREATE = """
CREATE FUNCTION customer_seats(customer bigint) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT seats FROM accounts_seatexception WHERE customer_id = customer),
    (SELECT seats FROM accounts_seatrule WHERE least_modules <= (
        SELECT count(*) FROM accounts_customermodule AS licence
          JOIN accounts_module AS module ON module.id = licence.module_id
          JOIN accounts_product AS product ON product.id = module.product_id
        WHERE licence.customer_id = customer AND product.kind = 'cloud')
      ORDER BY least_modules DESC LIMIT 1),
    2)
$$;

CREATE FUNCTION take_a_seat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The second of two newcomers waits here until the first one's seat is counted.
  PERFORM 1 FROM accounts_customer WHERE id = NEW.customer_id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM accounts_superuser
      WHERE customer_id = NEW.customer_id AND ended_on IS NULL AND id <> NEW.id)
     >= customer_seats(NEW.customer_id) THEN
    RAISE EXCEPTION 'customer % has no free seat', NEW.customer_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'superuser_has_a_seat',
            TABLE = 'accounts_superuser';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER superuser_has_a_seat BEFORE INSERT ON accounts_superuser
  FOR EACH ROW WHEN (NEW.ended_on IS NULL) EXECUTE FUNCTION take_a_seat();
CREATE TRIGGER superuser_comes_back BEFORE UPDATE ON accounts_superuser
  FOR EACH ROW WHEN (NEW.ended_on IS NULL
    AND (OLD.ended_on IS NOT NULL OR OLD.customer_id <> NEW.customer_id))
  EXECUTE FUNCTION take_a_seat();
"""
DROP = """
DROP TRIGGER superuser_comes_back ON accounts_superuser;
DROP TRIGGER superuser_has_a_seat ON accounts_superuser;
DROP FUNCTION take_a_seat();
DROP FUNCTION customer_seats(bigint);
"""


def lay_rules(apps, schema_editor) -> None:
    SeatRule = apps.get_model("accounts", "SeatRule")
    SupportGate = apps.get_model("accounts", "SupportGate")
    SupportRules = apps.get_model("accounts", "SupportRules")
    SupportRules.objects.create(pk=1)
    for least, seats in SEATS.items():
        SeatRule.objects.create(least_modules=least, seats=seats)
    for case_type, (training, payment) in GATES.items():
        SupportGate.objects.create(
            case_type=case_type, needs_training=training, needs_payment=payment
        )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_seats_training_and_payments")]

    operations = [
        migrations.RunPython(lay_rules, migrations.RunPython.noop),
        migrations.RunSQL(CREATE, DROP),
    ]
