from django.urls import include, path

from network.home import views
from network.home.doors import doors

pages = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("language/", views.language, name="language"),
    path("media/<path:name>", views.media, name="media"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_part, name="sitemap_part"),
    path(".well-known/security.txt", views.security, name="security"),
]
urlpatterns = [path("", include((pages, "home"))), *doors]
