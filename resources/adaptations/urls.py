app_name = "adaptations"
urlpatterns = []
