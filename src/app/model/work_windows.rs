//! What the model says of the windows of the person's own work.

use super::Model;
use super::overlay::Overlay;
use super::remark_editor::RemarkEditor;
use super::work_menu::WorkMenu;
use crate::app::focus::Focus;

impl Model {
    /// True where the keys of a review work: one is open, and its products are before the person.
    pub fn is_reviewing(&self) -> bool {
        let has_products = match self.focus {
            Focus::List => self.is_stale() || self.total() > 0,
            Focus::Detail => true,
            Focus::Input | Focus::Facets | Focus::Stats => false,
        };
        has_products && self.work.open.is_some() && self.overlay.is_none()
    }

    /// The menu of reviews, while it is open.
    pub const fn work_menu(&self) -> Option<&WorkMenu> {
        match &self.overlay {
            Some(Overlay::WorkMenu(menu)) => Some(menu),
            _ => None,
        }
    }

    /// The line that takes a remark, while it is open.
    pub const fn remark_editor(&self) -> Option<&RemarkEditor> {
        match &self.overlay {
            Some(Overlay::RemarkEditor(editor)) => Some(editor),
            _ => None,
        }
    }
}
