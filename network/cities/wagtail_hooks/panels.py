"""The first thing that the desk shows: what waits."""

from wagtail.admin.ui.components import Component

from network.desk.waiting import rows_for


class Waiting(Component):
    """What waits for the person who opened the desk."""

    name = "waiting"
    order = 10
    template_name = "cities/desk/waiting.html"

    def get_context_data(self, parent_context):
        """Collect the rows of all rooms."""
        sections = rows_for(parent_context["request"].user)
        return {"rows": [row for rows in sections.values() for row in rows]}
