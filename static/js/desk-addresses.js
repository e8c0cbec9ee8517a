// Where pages, pictures and documents are chosen at /manage/: the editor of translations would write this into the page.
window.chooserUrls ??= {
  imageChooser: "/manage/images/chooser/",
  documentChooser: "/manage/documents/chooser/",
  pageChooser: "/manage/choose-page/",
};
