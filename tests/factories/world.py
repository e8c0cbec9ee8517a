"""The five cities."""

from datetime import date

FIVE = {
    "copenhagen": ("Copenhagen", "København", "DK", "Europe/Copenhagen", ["da", "en"], 55.68, 12.57, "circle", 1),
    "houston": ("Houston", "Houston", "US", "America/Chicago", ["en", "es"], 29.76, -95.37, "square", 2),
    "vancouver": ("Vancouver", "Vancouver", "CA", "America/Vancouver", ["en"], 49.28, -123.12, "diamond", 3),
    "shanghai": ("Shanghai", "上海", "CN", "Asia/Shanghai", ["zh-hans"], 31.23, 121.47, "triangle", 4),
    "tianjin": ("Tianjin", "天津", "CN", "Asia/Shanghai", ["zh-hans"], 39.13, 117.2, "hexagon", 5),
}


def five_cities():
    """Create the five cities with active partnerships; returns {slug: City}."""
    from network.cities.models import City, Partnership

    made = {}
    for slug, (name, native, country, zone, languages, latitude, longitude, mark, colour) in FIVE.items():
        city = City.objects.create(
            slug=slug,
            name=name,
            name_native=native,
            names={"zh-hans": {"shanghai": "上海", "tianjin": "天津"}.get(slug, name), "da": native},
            country=country,
            time_zone=zone,
            languages=languages,
            latitude=latitude,
            longitude=longitude,
            mark=mark,
            colour=colour,
        )
        Partnership.objects.create(city=city, state="active", since=date(2025, 1, 1))
        made[slug] = city
    return made
