delivery-suspended = Endi “{ $title }” chatiga yoza olmayman, shuning uchun u yerdagi dayjestlar toʻxtadi. Xabar yuborish huquqini qaytarsangiz, davom etadi; barcha sozlamalar saqlandi.
delivery-thread-closed = “{ $title }” chatidagi mavzu yopildi, shuning uchun undagi dayjestlar toʻxtadi. Qayta ochilganda davom etadi.
