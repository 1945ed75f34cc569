"""the days on which somebody invited will act for an actor"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("invitation", sa.Column("acts_from", sa.Date(), nullable=True))
    op.add_column("invitation", sa.Column("acts_until", sa.Date(), nullable=True))


def downgrade():
    op.drop_column("invitation", "acts_until")
    op.drop_column("invitation", "acts_from")
