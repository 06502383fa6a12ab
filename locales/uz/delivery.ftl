delivery-suspended = Endi «{ $title }» chatiga yoza olmayman, shuning uchun u yerga yuborish toʻxtadi. Xabar yuborish huquqini qaytarsangiz, davom etadi; barcha sozlamalar saqlandi.
delivery-thread-closed = «{ $title }» chatidagi mavzu yopildi, shuning uchun unga yuborish toʻxtadi. Qayta ochilganda davom etadi.
