"""Towns of the region with their zones, for finding the zone of a location; many of them are close to borders."""

TOWNS = (  # (zone, degrees north, degrees east)
    ("Asia/Bishkek", 42.87, 74.59),
    ("Asia/Bishkek", 42.84, 75.30),  # Tokmok
    ("Asia/Bishkek", 42.81, 73.85),  # Kara-Balta
    ("Asia/Bishkek", 42.52, 72.24),  # Talas
    ("Asia/Bishkek", 42.49, 78.39),  # Karakol
    ("Asia/Bishkek", 42.46, 76.19),  # Balykchy
    ("Asia/Bishkek", 41.87, 72.94),  # Toktogul
    ("Asia/Bishkek", 41.43, 75.99),  # Naryn
    ("Asia/Bishkek", 41.35, 72.22),  # Tash-Komur
    ("Asia/Bishkek", 40.93, 73.00),  # Jalal-Abad
    ("Asia/Bishkek", 40.77, 73.30),  # Ozgon
    ("Asia/Bishkek", 40.53, 72.80),  # Osh
    ("Asia/Bishkek", 40.26, 72.13),  # Kyzyl-Kiya
    ("Asia/Bishkek", 40.06, 70.82),  # Batken
    ("Asia/Bishkek", 39.94, 69.57),  # Sulukta
    ("Asia/Bishkek", 39.84, 69.53),  # Isfana
    ("Asia/Bishkek", 39.73, 73.25),  # Sary-Tash
    ("Asia/Almaty", 43.24, 76.89),
    ("Asia/Almaty", 43.04, 74.71),  # Korday, across the river from Kyrgyzstan
    ("Asia/Almaty", 42.87, 73.18),  # Merke
    ("Asia/Almaty", 42.90, 71.37),  # Taraz
    ("Asia/Almaty", 42.32, 69.59),  # Shymkent
    ("Asia/Almaty", 43.30, 68.25),  # Turkistan
    ("Asia/Almaty", 45.02, 78.37),  # Taldykorgan
    ("Asia/Almaty", 46.85, 74.99),  # Balkhash
    ("Asia/Almaty", 47.80, 67.71),  # Zhezkazgan
    ("Asia/Almaty", 49.81, 73.09),  # Karaganda
    ("Asia/Almaty", 49.95, 82.61),  # Oskemen
    ("Asia/Almaty", 50.41, 80.23),  # Semey
    ("Asia/Almaty", 51.17, 71.43),  # Astana
    ("Asia/Almaty", 52.29, 76.95),  # Pavlodar
    ("Asia/Almaty", 54.87, 69.16),  # Petropavl
    ("Asia/Tashkent", 41.31, 69.28),
    ("Asia/Tashkent", 41.00, 71.67),  # Namangan
    ("Asia/Tashkent", 40.78, 72.34),  # Andijan
    ("Asia/Tashkent", 40.53, 70.94),  # Kokand
    ("Asia/Tashkent", 40.38, 71.79),  # Fergana
    ("Asia/Tashkent", 40.12, 67.84),  # Jizzakh
    ("Asia/Samarkand", 39.65, 66.96),
    ("Asia/Samarkand", 39.77, 64.42),  # Bukhara
    ("Asia/Samarkand", 38.86, 65.79),  # Karshi
    ("Asia/Samarkand", 37.22, 67.28),  # Termez
    ("Asia/Samarkand", 41.55, 60.63),  # Urgench
    ("Asia/Samarkand", 42.46, 59.60),  # Nukus
    ("Asia/Dushanbe", 38.56, 68.77),
    ("Asia/Dushanbe", 40.28, 69.63),  # Khujand
    ("Asia/Dushanbe", 40.13, 70.63),  # Isfara
    ("Asia/Dushanbe", 39.91, 69.00),  # Istaravshan
    ("Asia/Dushanbe", 39.50, 67.61),  # Panjakent
    ("Asia/Dushanbe", 37.91, 69.78),  # Kulob
    ("Asia/Dushanbe", 37.49, 71.55),  # Khorog
    ("Asia/Dushanbe", 38.17, 73.97),  # Murghab
    ("Asia/Ashgabat", 37.95, 58.38),
    ("Asia/Ashgabat", 37.59, 61.83),  # Mary
    ("Asia/Ashgabat", 39.07, 63.58),  # Turkmenabat
    ("Asia/Ashgabat", 41.84, 59.97),  # Dashoguz
    ("Asia/Ashgabat", 39.51, 54.37),  # Balkanabat
)
