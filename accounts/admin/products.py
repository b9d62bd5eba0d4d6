"""Products with their modules and released versions."""

from django.contrib import admin

from accounts.models import Module, Product, Version


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    list_display = ["name_fi", "key", "kind"]
    search_fields = ["name_fi", "name_sv", "name_en", "key"]
    show_full_result_count = False


@admin.register(Module)
class ModuleAdmin(admin.ModelAdmin):
    list_display = ["name_fi", "product", "key"]
    list_filter = ["product"]
    list_select_related = ["product"]
    list_per_page = 50
    search_fields = ["name_fi", "name_sv", "name_en", "key"]
    show_full_result_count = False
    autocomplete_fields = ["product"]


@admin.register(Version)
class VersionAdmin(admin.ModelAdmin):
    list_display = ["number", "product", "released_on"]
    list_filter = ["product"]
    list_select_related = ["product"]
    list_per_page = 50
    search_fields = ["number", "product__name_fi"]
    show_full_result_count = False
    autocomplete_fields = ["product"]
