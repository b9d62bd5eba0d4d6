"""Seats, invitations, certificates, invoices and the rules they follow (B2)."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pghistory.utils
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_two_teams"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
            ],
            options={
                "verbose_name": "absence",
                "verbose_name_plural": "absences",
                "ordering": ["first_day"],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("course", "Course of the Academy"),
                            ("staff", "Recorded by SoftOne"),
                            ("import", "Import"),
                        ],
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("achieved_on", models.DateField(verbose_name="trained on")),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day; empty: for ever.",
                        null=True,
                        verbose_name="ends on",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "warned_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="warned"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
            ],
            options={
                "verbose_name": "certificate",
                "verbose_name_plural": "certificates",
                "ordering": ["module", "-achieved_on"],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="when")),
                ("moved", models.JSONField(default=dict, verbose_name="moved")),
            ],
            options={
                "verbose_name": "handover",
                "verbose_name_plural": "handovers",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invoices", "Invoices"),
                            ("customers", "Customers"),
                            ("modules", "Licensed modules"),
                            ("people", "SuperUsers"),
                        ],
                        max_length=12,
                        verbose_name="what",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("rows", models.PositiveIntegerField(verbose_name="rows")),
                ("added", models.PositiveIntegerField(verbose_name="added")),
                ("changed", models.PositiveIntegerField(verbose_name="changed")),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("first_name", models.CharField(max_length=60, verbose_name="first name")),
                ("last_name", models.CharField(max_length=60, verbose_name="last name")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("nonce", models.CharField(editable=False, max_length=32, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="invited")),
                ("expires_at", models.DateTimeField(verbose_name="holds until")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=30, unique=True, verbose_name="number")),
                ("issued_on", models.DateField(verbose_name="invoice date")),
                ("due_on", models.DateField(verbose_name="due date")),
                (
                    "amount",
                    models.DecimalField(decimal_places=2, max_digits=12, verbose_name="amount, €"),
                ),
                (
                    "open_amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=12, verbose_name="still open, €"
                    ),
                ),
            ],
            options={
                "verbose_name": "invoice",
                "verbose_name_plural": "invoices",
                "ordering": ["due_on", "number"],
            },
        ),
        migrations.CreateModel(
            name="InvoiceContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                (
                    "language",
                    models.CharField(
                        choices=[("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")],
                        default="fi",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact for invoices",
                "verbose_name_plural": "contacts for invoices",
            },
        ),
        migrations.CreateModel(
            name="Reprieve",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateField(help_text="The last day.", verbose_name="until")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="granted")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken back"),
                ),
            ],
            options={
                "verbose_name": "lift of the payment block",
                "verbose_name_plural": "lifts of the payment block",
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="SeatException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="SuperUsers",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "exception of seats",
                "verbose_name_plural": "exceptions of seats",
            },
        ),
        migrations.CreateModel(
            name="SeatExceptionEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="SuperUsers",
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SeatRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "least_modules",
                    models.PositiveSmallIntegerField(
                        unique=True, verbose_name="SoftOne GO modules at least"
                    ),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="SuperUsers",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of seats",
                "verbose_name_plural": "rules of seats",
                "ordering": ["least_modules"],
            },
        ),
        migrations.CreateModel(
            name="SeatRuleEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "least_modules",
                    models.PositiveSmallIntegerField(verbose_name="SoftOne GO modules at least"),
                ),
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(4),
                        ],
                        verbose_name="SuperUsers",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportGate",
            fields=[
                (
                    "case_type",
                    models.CharField(
                        choices=[
                            ("support_request", "Support request"),
                            ("programming_error", "Programming error"),
                            ("wish", "Wish"),
                            ("work_order", "Work order"),
                        ],
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                        verbose_name="type",
                    ),
                ),
                (
                    "needs_training",
                    models.BooleanField(verbose_name="needs a certificate of the module"),
                ),
                (
                    "needs_payment",
                    models.BooleanField(verbose_name="stops while an invoice is overdue"),
                ),
            ],
            options={
                "verbose_name": "condition of a type of case",
                "verbose_name_plural": "conditions of types of cases",
            },
        ),
        migrations.CreateModel(
            name="SupportGateEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "case_type",
                    models.CharField(
                        choices=[
                            ("support_request", "Support request"),
                            ("programming_error", "Programming error"),
                            ("wish", "Wish"),
                            ("work_order", "Work order"),
                        ],
                        max_length=20,
                        serialize=False,
                        verbose_name="type",
                    ),
                ),
                (
                    "needs_training",
                    models.BooleanField(verbose_name="needs a certificate of the module"),
                ),
                (
                    "needs_payment",
                    models.BooleanField(verbose_name="stops while an invoice is overdue"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "certificate_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        help_text="0: for ever. Certificates that exist keep their day.",
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months a certificate holds",
                    ),
                ),
                (
                    "warning_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="days of warning before a certificate ends",
                    ),
                ),
                (
                    "grace_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="days after the due date before an unpaid invoice counts as overdue",
                    ),
                ),
                (
                    "invitation_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="days an invitation holds",
                    ),
                ),
                (
                    "contact_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months until people are asked whether their contact details still hold",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of the right to support",
                "verbose_name_plural": "rules of the right to support",
            },
        ),
        migrations.CreateModel(
            name="SupportRulesEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "certificate_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        help_text="0: for ever. Certificates that exist keep their day.",
                        validators=[django.core.validators.MaxValueValidator(240)],
                        verbose_name="months a certificate holds",
                    ),
                ),
                (
                    "warning_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="days of warning before a certificate ends",
                    ),
                ),
                (
                    "grace_days",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="days after the due date before an unpaid invoice counts as overdue",
                    ),
                ),
                (
                    "invitation_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="days an invitation holds",
                    ),
                ),
                (
                    "contact_months",
                    models.PositiveSmallIntegerField(
                        default=12,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="months until people are asked whether their contact details still hold",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="superuser",
            name="superuser_of_one_customer_at_a_time",
        ),
        migrations.AddField(
            model_name="superuser",
            name="chosen_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="worked for last"
            ),
        ),
        migrations.AddField(
            model_name="superuser",
            name="is_extra",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="The person speaks for another customer too. Only administrators allow it.",
                verbose_name="beside another customer",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="contact_confirmed_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="contact details confirmed"
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="is_editor",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Writes the pages of information.",
                verbose_name="editor",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="is_privacy_officer",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Reads who changed what, and which exceptions were made.",
                verbose_name="data-protection officer",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="is_trainer",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Records who has been trained.",
                verbose_name="trainer",
            ),
        ),
        migrations.AddConstraint(
            model_name="superuser",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True), ("is_extra", False)),
                fields=("user",),
                name="superuser_of_one_customer_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="superuser",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("user", "customer"),
                name="superuser_once_a_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", ""), _negated=True),
                    models.Q(
                        ("is_editor", False), ("is_privacy_officer", False), ("is_trainer", False)
                    ),
                    _connector="OR",
                ),
                name="user_with_a_duty_has_a_role",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="deputy",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deputyships",
                to=settings.AUTH_USER_MODEL,
                verbose_name="deputy",
            ),
        ),
        migrations.AddField(
            model_name="absence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="absences",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="module",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="accounts.module",
                verbose_name="module",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="recorded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handovers",
                to="accounts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="leaver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="from",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="successor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="takeovers",
                to=settings.AUTH_USER_MODEL,
                verbose_name="to",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="by",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: from the command line.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invitations",
                to="accounts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="invited by",
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="replaces",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="successions",
                to="accounts.superuser",
                verbose_name="instead of",
            ),
        ),
        migrations.AddField(
            model_name="invoice",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="invoices",
                to="accounts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="invoicecontact",
            name="customer",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="invoice_contact",
                to="accounts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="reprieve",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="granted by",
            ),
        ),
        migrations.AddField(
            model_name="reprieve",
            name="customer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reprieves",
                to="accounts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="seatexception",
            name="customer",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="seat_exception",
                to="accounts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="seatexceptionedit",
            name="customer",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.customer",
                verbose_name="customer",
            ),
        ),
        migrations.AddField(
            model_name="seatexceptionedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.seatexception",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1), ("seats__lte", 4)),
                name="seat_rule_within_the_most",
            ),
        ),
        migrations.AddField(
            model_name="seatruleedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.seatrule",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportgate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case_type", "work_order"), _negated=True),
                    ("needs_training", False),
                    _connector="OR",
                ),
                name="work_order_needs_no_training",
            ),
        ),
        migrations.AddField(
            model_name="supportgateedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.supportgate",
            ),
        ),
        migrations.AddConstraint(
            model_name="supportrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="support_rules_are_one_row"
            ),
        ),
        migrations.AddField(
            model_name="supportrulesedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accounts.supportrules",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.UniqueConstraint(fields=("user",), name="absence_once_a_person"),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))),
                name="absence_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("user", models.F("deputy")), _negated=True),
                name="absence_deputy_is_another",
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(
                condition=models.Q(("warned_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["expires_on"],
                name="certificate_to_warn_of",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("user", "module", "achieved_on"),
                name="certificate_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_on__isnull", True),
                    ("expires_on__gte", models.F("achieved_on")),
                    _connector="OR",
                ),
                name="certificate_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(("leaver", models.F("successor")), _negated=True),
                name="handover_to_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("customer", "email"),
                name="invitation_once_a_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("accepted_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                ),
                name="invitation_accepted_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("created_at"))),
                name="invitation_holds_a_while",
            ),
        ),
        migrations.AddIndex(
            model_name="invoice",
            index=models.Index(
                condition=models.Q(("open_amount__gt", 0)),
                fields=["customer", "due_on"],
                name="invoice_unpaid",
            ),
        ),
        migrations.AddConstraint(
            model_name="invoicecontact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("email", django.db.models.functions.text.Lower(models.F("email")))
                ),
                name="invoice_contact_in_lower_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="reprieve",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="reprieve_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="reprieve",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("customer",),
                name="reprieve_once_a_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("seats__gte", 1), ("seats__lte", 4)),
                name="seat_exception_within_the_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatexception",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="seat_exception_says_why"
            ),
        ),
    ]
