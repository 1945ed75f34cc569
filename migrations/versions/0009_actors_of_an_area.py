"""actors of an area"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade():
    columns = ["tenant_id", "area_id", "actor_id"]
    op.create_index("ix_actor_area_tenant_id_area_id_actor_id", "actor_area", columns)
    op.drop_index("ix_actor_area_tenant_id_area_id", "actor_area")


def downgrade():
    op.create_index("ix_actor_area_tenant_id_area_id", "actor_area", ["tenant_id", "area_id"])
    op.drop_index("ix_actor_area_tenant_id_area_id_actor_id", "actor_area")
