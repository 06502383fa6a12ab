delivery-suspended = Endi «{ $title }» guruhiga yoza olmayman, shuning uchun u yerga yuborish toʻxtadi. Xabar yuborish huquqini qaytarsangiz, davom etadi; barcha sozlamalar saqlandi.
delivery-thread-closed = «{ $title }» guruhidagi mavzu yopildi, shuning uchun unga yuborish toʻxtadi. Qayta ochilganda davom etadi.
