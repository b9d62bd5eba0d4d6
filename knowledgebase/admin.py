"""The topics that articles are sorted by. Articles themselves are written on the writers' desk."""

from django.contrib import admin

from knowledgebase.models import Topic


@admin.register(Topic)
class TopicAdmin(admin.ModelAdmin):
    list_display = ["name_fi", "key", "position"]
    list_editable = ["position"]
    show_full_result_count = False
    search_fields = ["name_fi", "name_sv", "name_en", "key"]
