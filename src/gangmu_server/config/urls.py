"""Root addresses: the pages, the read-only admin, and what machines ask for."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from gangmu_server.base.health import health

urlpatterns = [
    path("health", health, name="health"),
    path("admin/", admin.site.urls),
    path("", include("gangmu_server.web.urls")),
]

handler400 = "gangmu_server.base.errors.bad_request"
handler403 = "gangmu_server.base.errors.forbidden"
handler404 = "gangmu_server.base.errors.not_found"
handler500 = "gangmu_server.base.errors.server_error"
