from django.urls import path

from network.files.views import serving, uploading

app_name = "files"
urlpatterns = [
    path("uploads/", uploading.uploads, name="uploads"),
    path("uploads/<uuid:pk>", uploading.upload, name="upload"),
    path("files/<uuid:pk>/page/<int:number>.webp", serving.page, name="page"),
    path("files/<uuid:pk>/<str:name>", serving.download, name="download"),
]
